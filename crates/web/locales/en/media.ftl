# The library of pictures and films.

media-title = Library
media-count =
 { $n ->
    [one] { $n_words } file
   *[other] { $n_words } files
 }
media-files = Pictures and films
media-files-hint = JPEG, PNG, WebP, GIF, MP4, MOV, WebM; up to { $most } each. What a file tells of place and device is left out of what is published.
media-drop = Drop files here, or paste them anywhere on this page
media-address = Or from an address
media-address-hint = The address of the picture itself, not of the page around it.
media-add = Add
media-refused = Some files were not taken. The others were added.
media-empty-title = Nothing here yet
media-empty = Pictures and films that you publish are kept here, with their text for those who do not see them and the rights to use them.
media-filters = What is shown
media-images = Pictures
media-films = Films
media-without-alt = Without text
media-expiring = Rights ending
media-folders = Folders
media-folders-none = A folder comes into being when a file is put in it.
media-tags = Tags
media-words = Find in the library
media-filter = Filter
media-shown =
 { $n ->
    [one] { $n_words } found
   *[other] { $n_words } found
 }
media-none-title = Nothing like that
media-none = No file has these words, this folder and these marks together.
media-all = Show everything
media-no-alt = no text
media-expired = ended { $day }
media-ends = until { $day }

media-download = Original
media-remove = Remove
media-remove-title = Remove { $name }?
media-remove-words = It can no longer be chosen for posts. What was published stays where it is. Its file is deleted a day later.
media-expired-words = The right to use it has ended: it does not leave any more, in any post.
media-said = What is said of it
media-alt-in = Text for those who do not see it ({ $language })
media-alt-hint = What there is to see and why it matters here; no “picture of”.
media-language-en = English
media-language-fr = French
media-name = Name
media-folder = Folder
media-tags-hint = Separated by commas.
media-rights-owner = Belongs to
media-rights-note = What may be done with it
media-expires = May be used until
media-expires-hint = That day included. Afterwards it does not leave any more.
media-tells = Leave in what the file tells of place and device
media-tells-hint = A photograph often holds where it was taken. Left out unless you ask for it.
media-keep = Save
media-replace = Another file in its place
media-replace-file = New file
media-replace-hint = Posts that were written with the present one keep it; new ones get the new one.
media-replace-do = Replace
media-facts = The file
media-format = Format
media-moves = moves
media-size = Size
media-added = Added
media-versions = Versions
media-versions-count = { $n } files so far
media-used = Where it is used
media-used-none = In no post yet.
media-post-untitled = Post { $n }
media-post-draft = draft
media-post-planned = planned
media-post-left = published
media-alike = Looks alike
media-renditions = Made for networks
media-renditions-words = Made when a post leaves, to fit what the network takes, and kept.

media-told-added-one = It is in the library. Describe it now for those who do not see it.
media-told-added =
 { $fresh ->
    [one] One file was added.
   *[other] { $fresh } files were added.
 } { $known ->
    [0] {""}
    [one] One was there already.
   *[other] { $known } were there already.
 }
media-told-twin = This very file was in the library already. Nothing was added.
media-told-misnamed = It is in the library. Its name ended like another format; it was put right by what the file is.
media-told-alike = It is in the library. Something that looks the same was there: see below.
media-told-changed = Saved.
media-told-same = This is the very file that is here already. Nothing was changed.
media-told-replaced = The new file is in its place.
media-told-removed = It is out of the library.

problem-asset-gone = File { $file } is no longer in the library: choose another.
problem-asset-expired = The right to use file { $file } ends before this leaves; it would be refused then.
delivery-reason-asset-gone = A file of it was removed from the library. Choose another, and save the post.
delivery-reason-asset-expired = The right to use a file of it has ended. Choose another, or extend the right in the library and release it.
delivery-reason-asset-unfit = Nothing that the network takes can be made of a file of it. Choose another, and save the post. ({ $said })
delivery-reason-files = The library does not answer. It is asked again in a minute.

refusal-no-such-asset = There is no such file in the library; it may have been removed.
refusal-changed-asset = Somebody else changed this file meanwhile. What you typed is still here: look at theirs in another window and save again.
refusal-taken-asset = This very file is in the library already, as another. Nothing was replaced.
refusal-held = Planned posts still need it ({ $posts }). Nothing was removed: choose another file for them first, or wait until they left.
refusal-shelf = The place where files are kept does not answer. Nothing was saved, nothing was lost; try again in a moment.
invalid-files-empty = Choose a file, or give an address.
invalid-files-too-large = The file is larger than this installation takes. Nothing was kept of it: make it smaller.
invalid-files-cut-short = The file did not arrive whole. Nothing was kept of it: send it again.
invalid-expires-not-a-day = This is no day. Nothing was saved; write it as 2027-06-30.

access-act-asset-added = added { $name } to the library
access-act-asset-changed = changed what is said of { $name } in the library
access-act-asset-replaced = put another file in the place of { $name }
access-act-asset-removed = removed { $name } from the library
