/** The agent's side: gives the panel its access tokens, and sends the panel's links to the chat. */

/** Replace this by your chat, which carries messages from the agent to the visitor of this conversation. */
const chat = new BroadcastChannel('chat-123')

const panel = document.querySelector('secure-form-agent')

/** The panel calls this at the start, and when the service refuses the token. */
panel.accessToken = async () => {
  const response = await fetch('/api/agent-token', { method: 'POST' })
  return response.ok ? (await response.json()).accessToken : undefined
}

const note = (text) => {
  const line = document.createElement('li')
  line.textContent = text
  document.querySelector('#transcript').append(line)
}

/** Send the link unchanged. It opens once, in one browser. */
panel.addEventListener('sent', ({ detail: { formId, title, link } }) => {
  chat.postMessage({ formId, link })
  note(`You sent the form “${title}”.`)
})
panel.addEventListener('submitted', () => note('The visitor has answered the form.'))
panel.addEventListener('declined', () => note('The visitor declined the form.'))
panel.addEventListener('signed-out', () => note('You are signed out of the secure forms.'))

/** The panel shows the reason. The chat says what to do. */
const advice = {
  'not-signed-in': 'Sign in again to send secure forms.',
  'not-permitted': 'Ask your administrator for the permission to send secure forms.',
  unreachable: 'The secure forms are not available. Try again in a few minutes.',
}
panel.addEventListener('error', ({ detail: { code } }) =>
  note(advice[code] ?? `The secure forms do not work: ${code}.`),
)
