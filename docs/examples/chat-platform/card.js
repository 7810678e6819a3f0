/**
 * A card of your own in a chat platform that shows custom content in a frame. The platform opens `card.html#<link>`: behind the
 * `#`, so that the link's key is in no log, neither the platform's nor yours.
 *
 * Both the platform's origin and that of this page must be among the site's embedding origins: a browser asks for every page
 * around the form.
 */

/** The one page that this card talks to. */
const platform = 'https://chat-platform.example.com'

const form = document.querySelector('secure-form')

/** In the platform's own words; states and ids are all that there is to tell. */
const tell = (message) => parent.postMessage({ card: 'secure-form', ...message }, platform)

for (const event of ['opened', 'submitted', 'declined', 'expired', 'error']) {
  form.addEventListener(event, ({ detail }) => tell({ event, formId: detail.formId }))
}

/** The form says how high it is by its own height; the platform has to make room for it. */
new ResizeObserver(() => tell({ event: 'resize', height: document.documentElement.scrollHeight })).observe(form)

form.setAttribute('link', decodeURIComponent(location.hash.slice(1)))
