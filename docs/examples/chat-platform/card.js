/**
 * A card of your own in a chat platform that shows custom content in a frame. The platform opens `card.html#<link>`. The link is
 * behind the `#`, so that its key is in no log of the platform or of your server.
 *
 * Both the platform's origin and the origin of this page must be among the site's embedding origins, because a browser checks
 * every page around the form.
 */

/** The only page to which this card sends messages. */
const platform = 'https://chat-platform.example.com'

const form = document.querySelector('secure-form')

/** Sends a message in the platform's own format. It contains states, ids and codes, never an answer. */
const post = (message) => parent.postMessage({ card: 'secure-form', ...message }, platform)

for (const event of ['opened', 'submitted', 'declined', 'expired', 'error']) {
  form.addEventListener(event, ({ detail }) => post({ event, formId: detail.formId, code: detail.code }))
}

/** The element follows the height of the form. The platform must resize the card's frame. */
new ResizeObserver(() => post({ event: 'resize', height: document.documentElement.scrollHeight })).observe(form)

form.setAttribute('link', decodeURIComponent(location.hash.slice(1)))
