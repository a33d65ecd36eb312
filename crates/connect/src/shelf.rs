//! Where the bytes of the library are: a folder of the machine, or a bucket of a store that speaks the interface of S3.
//!
//! What is put here is named by what it is, so that it is never written over by anything else, and may be put twice.

use std::{path::Path as Folder, sync::Arc};

use object_store::{
    ClientOptions, ObjectStore, ObjectStoreExt,
    aws::AmazonS3Builder,
    client::{HttpClient, HttpConnector},
    local::LocalFileSystem,
    memory::InMemory,
    path::Path,
};
use serde::{Deserialize, Serialize};

use crate::fetch::ClientError;

/// A bucket, and how its store is spoken to.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bucket {
    /// The address of the store, such as `https://s3.gra.io.cloud.ovh.net`.
    pub endpoint: String,
    /// The name of the bucket.
    pub bucket: String,
    /// The region, where the store has any.
    pub region: String,
    /// The public half of the key.
    pub access_key: String,
    /// The secret half of the key.
    #[serde(skip_serializing)]
    pub secret_key: String,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.bucket, self.endpoint)
    }
}

/// Why bytes could not be put or taken.
#[derive(Debug, thiserror::Error)]
pub enum ShelfFault {
    /// There is no room left.
    #[error("the disk is full")]
    Full,
    /// More bytes than were asked for.
    #[error("it is larger than {max} bytes")]
    TooLarge {
        /// What was asked for, bytes.
        max: u64,
    },
    /// The folder or the store does not do what it was asked.
    #[error("the store of files does not answer")]
    Store(#[source] object_store::Error),
    /// The folder cannot be made.
    #[error("the folder of files cannot be made")]
    Folder(#[source] std::io::Error),
    /// Encrypted connections cannot be set up.
    #[error("the store of files cannot be reached")]
    Client(#[source] ClientError),
}

impl From<object_store::Error> for ShelfFault {
    fn from(fault: object_store::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&fault);
        while let Some(current) = cause {
            if current.downcast_ref::<std::io::Error>().is_some_and(|fault| fault.kind() == std::io::ErrorKind::StorageFull) {
                return Self::Full;
            }
            cause = current.source();
        }
        Self::Store(fault)
    }
}

/// Where bytes are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
}

/// Our connections, with our trust and one TLS for the whole program.
#[derive(Debug)]
struct Connector(reqwest::Client);

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.0.clone()))
    }
}

impl Shelf {
    /// A folder of the machine, made where it is missing. What is put is on the disk before it is said to be.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn folder(folder: &Folder) -> Result<Self, ShelfFault> {
        std::fs::create_dir_all(folder).map_err(ShelfFault::Folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// A bucket. Its address is the owner's choice and may be private; it is not one that a page or a feed named.
    ///
    /// # Errors
    /// When the settings cannot be used or encrypted connections cannot be set up.
    pub fn bucket(settings: &Bucket) -> Result<Self, ShelfFault> {
        let client = crate::fetch::own_client().map_err(ShelfFault::Client)?;
        let region = if settings.region.is_empty() { "us-east-1" } else { &settings.region };
        let store = AmazonS3Builder::new()
            .with_http_connector(Connector(client))
            .with_endpoint(&settings.endpoint)
            .with_allow_http(true)
            .with_bucket_name(&settings.bucket)
            .with_region(region)
            .with_access_key_id(&settings.access_key)
            .with_secret_access_key(&settings.secret_key)
            .build()?;
        Ok(Self { store: Arc::new(store) })
    }

    /// The memory of this process: for what lives no longer than it.
    #[must_use]
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()) }
    }

    /// Puts bytes under a name, whole or not at all.
    ///
    /// # Errors
    /// When there is no room or the store does not answer.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), ShelfFault> {
        self.store.put(&Path::from(name), bytes.into()).await?;
        Ok(())
    }

    /// Takes the bytes of a name; `None` when there are none.
    ///
    /// # Errors
    /// When there are more than `bytes_max` or the store does not answer.
    pub async fn get(&self, name: &str, bytes_max: u64) -> Result<Option<Vec<u8>>, ShelfFault> {
        let found = match self.store.get(&Path::from(name)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found?,
        };
        if found.meta.size > bytes_max {
            return Err(ShelfFault::TooLarge { max: bytes_max });
        }
        Ok(Some(found.bytes().await?.into()))
    }

    /// Whether anything is under a name.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn has(&self, name: &str) -> Result<bool, ShelfFault> {
        match self.store.head(&Path::from(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Forgets what is under a name; that nothing is there is as good.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remove(&self, name: &str) -> Result<(), ShelfFault> {
        match self.store.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}
