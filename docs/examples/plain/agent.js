/** The agent's side: hands the panel its token, and the panel's links to the chat. */

/** Stands for your chat: whatever carries a message from the agent to the visitor of this one conversation. */
const chat = new BroadcastChannel('chat-123')

const panel = document.querySelector('secure-form-agent')

/** Asked for at the start and when the token before is no longer taken. Your own session says who asks. */
panel.accessToken = async () => {
  const response = await fetch('/api/agent-token', { method: 'POST' })
  return response.ok ? (await response.json()).accessToken : undefined
}

const note = (text) => {
  const line = document.createElement('li')
  line.textContent = text
  document.querySelector('#transcript').append(line)
}

/** The link goes to the visitor through the chat as it is. It opens once, in one browser. */
panel.addEventListener('sent', ({ detail: { formId, title, link } }) => {
  chat.postMessage({ formId, link })
  note(`You sent the form “${title}”.`)
})
panel.addEventListener('submitted', () => note('The visitor has answered the form.'))
panel.addEventListener('declined', () => note('The visitor would rather not.'))
panel.addEventListener('error', ({ detail: { code } }) => note(`The panel does not work: ${code}.`))
