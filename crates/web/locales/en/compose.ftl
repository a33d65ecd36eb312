## Writing: files of a thread, crops, snippets, names, emoji, where addresses stand.

part-files = Pictures and films of this part
part-cut = Take out part { $n }

crop-title = Crop
crop-is = cropped
crop-for = Crop for { $name } alone
crop-frame = Part that is shown
crop-keys = Drag the frame, or its corner to resize it. With the keyboard: arrow keys move it, with Shift they resize it.
crop-shape = { $shape }: crop { $name }
crop-whole = Whole picture
crop-keep = Keep its shape when it is resized
crop-left = From the left (%)
crop-top = From the top (%)
crop-width = Width (%)
crop-height = Height (%)

snippets-what = Words that come back: texts with holes to fill in, what stands under a text, hashtags that go together. They are put into a text while you write it.
snippets-empty-title = No snippet yet
snippets-template = Templates
snippets-signature = Signatures
snippets-hashtags = Groups of hashtags
snippet-new = New snippet
snippet-new-template = New template
snippet-new-signature = New signature
snippet-new-hashtags = New group of hashtags
snippet-edit = Change the snippet
snippet-kind = What it is
snippet-kind-template = Template
snippet-kind-signature = Signature
snippet-kind-hashtags = Group of hashtags
snippet-what-template = The beginning of a text, with holes to fill in.
snippet-what-signature = What stands under a text.
snippet-what-hashtags = Hashtags that go together, put into a text with one click.
snippet-name = Name
snippet-text = Words
snippet-text-hint = Holes stand in braces. These fill themselves: {"{"}date{"}"}, {"{"}time{"}"}, {"{"}channel{"}"}, {"{"}campaign{"}"}, {"{"}link{"}"} (the first address of the text), {"{"}brand{"}"}, {"{"}author{"}"}. Any other, such as {"{"}first name{"}"}, is asked for. Hashtags: with spaces between.
snippet-channels = For these channels
snippet-channels-hint = None ticked: for all.
snippet-always = Put this signature under everything that leaves there
snippet-always-hint = One of a channel’s own stands in place of one for all. In a post it can be left out.
snippet-is-always = always
snippet-saved = The snippet is kept.
snippet-removed = The snippet is gone. Texts that it was put into stay as they are.
snippet-remove = Take it away
snippet-remove-confirm = “{ $name }” is offered no more. Texts that it was put into stay as they are.
refusal-no-such-snippet = There is no such snippet; it may have been removed.
refusal-taken-snippet = There is a snippet of that name already. Nothing was changed; choose another name.
invalid-snippet-empty = Write its words first.
invalid-snippet-too-long = A snippet has 5,000 characters at most. Nothing was changed.
invalid-snippet-too-many = There are as many snippets as a workspace can hold. Remove one first.
invalid-snippet-not-hashtags = One of the words cannot be a hashtag: letters, digits and _ only, and not digits alone. Nothing was changed.

insert-title = Insert: snippets, names, emoji
insert-snippet = Snippet
insert-snippet-none = Choose one
insert-do = Insert
insert-hashtags = Groups of hashtags
insert-hashtags-of = { $name }, { $n ->
    [one] one hashtag
   *[other] { $n } hashtags
 }
insert-ask = “{ $name }” asks for
insert-ask-do = Fill in and insert
insert-ask-leave = Leave it
insert-keep = Keep snippets
count-tags = { $used } of { $max } hashtags

post-links = Where its addresses stand
post-links-usual = As on each channel
post-links-text = In the text
post-links-end = At the end
post-links-comment = In the first comment
post-unsigned = Without the signature
channel-links = Where addresses stand
channel-links-what = Some networks show a text to fewer people when an address leads away. In the first comment, or at the end where there are no comments. A post can say otherwise.
channel-links-saved = Kept. What is planned already stays as it was judged.

insert-find = Find
insert-account = Find an account
insert-met = you have met
insert-handle = Insert { $handle }
insert-nobody = Nobody called “{ $words }” was found on these channels.
insert-emoji = Find an emoji
insert-emoji-hint = By its name, in English or French. In the text, : and its name does the same, and @ offers accounts.
insert-emoji-found = Emoji
insert-completion = What it could be
