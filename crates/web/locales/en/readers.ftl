## Readers of a newsletter.

readers-title = Readers
readers-read = { $n ->
    [0] Nobody reads it
    [one] { $n_words } reader
   *[other] { $n_words } readers
 }
readers-left = { $n ->
    [0] Nobody left
    [one] { $n_words } left
   *[other] { $n_words } left
 }
readers-email = Address
readers-name = Name
readers-since = Added
readers-gone = Left
readers-acts = Acts
readers-none = No readers yet
readers-none-what = Add the addresses of those who asked for your newsletter. Each gets a letter of their own, with a link to leave.
readers-none-left = Nobody has left
readers-none-left-what = Who leaves by the link in a letter stands here, and is not brought back by a list.
readers-add = Add readers
readers-list = One a line
readers-list-hint = An address, “Name <address>”, or lines of a table: address, then name. Up to 20,000 readers.
readers-add-do = Add
readers-consent = Add only people who asked for it: the law of most countries wants that.
readers-brought = { $n ->
    [0] Nobody new was added.
    [one] { $n_words } reader was added.
   *[other] { $n_words } readers were added.
 }
readers-known = { $n ->
    [one] { $n_words } was a reader already.
   *[other] { $n_words } were readers already.
 }
readers-were-gone = { $n ->
    [one] { $n_words } had left and was not brought back.
   *[other] { $n_words } had left and were not brought back.
 }
readers-wrong = { $n ->
    [one] { $n_words } line has no address that can be used. It stands in the form, to be mended.
   *[other] { $n_words } lines have no address that can be used. They stand in the form, to be mended.
 }
readers-line = Line { $n }:
readers-remove = Remove
readers-remove-who = Remove { $email }
readers-remove-confirm = { $email } is forgotten, also whether they left: a list can add the address again.
readers-removed = Removed.
readers-bring-back = Bring back
readers-bring-back-confirm = Only when they asked for it: they left by the link in a letter.
readers-brought-back = They are a reader again.
refusal-no-such-reader = There is no such reader, or they were removed. If you came by the link in a letter, you get no further letters.
invalid-readers-too-many = A newsletter has at most 20,000 readers. Nobody was added.
invalid-readers-too-long = The list is longer than is read at once. Bring it in in parts; nobody was added.
unsubscribe-title = Leave { $name }
unsubscribe-what = No more letters of { $name } will go to { $email }.
unsubscribe-do = Leave
unsubscribe-done = You left { $name }. No more letters will come.
letters-title = Readers
letters-count = { $state ->
    [taken] Taken by their mail server
    [refused] Refused by their mail server
    [unknown] Not known whether it left
    [waiting] Not written to yet
    [sending] Being written to
   *[left] Left meanwhile
 }
letters-unknown = It was given to the mail server and nothing came back, or the program ended in the middle. “Send again” writes to these readers only; “It is there” leaves them.
access-act-readers-added = added { $n ->
    [one] { $n_words } reader
   *[other] { $n_words } readers
 } to “{ $name }”
access-act-reader-removed = removed a reader of “{ $name }”
access-act-reader-returned = brought back a reader of “{ $name }”
access-act-reader-left = left “{ $name }”
