/** The visitor's side: shows each form that the chat brings. */

const chat = new BroadcastChannel('chat-123')

const forms = new Map()

chat.addEventListener('message', ({ data: { formId, link } }) => {
  // Sent again, a form has a new link, and the one before is dead: one element for each form.
  const known = forms.get(formId)
  const form = known ?? document.createElement('secure-form')
  form.setAttribute('link', link)
  if (known !== undefined) return
  forms.set(formId, form)

  const status = document.createElement('p')
  form.addEventListener('submitted', () => {
    status.textContent = 'Thank you, your answers have arrived.'
  })
  form.addEventListener('declined', () => {
    status.textContent = 'You chose not to answer.'
  })
  form.addEventListener('error', ({ detail: { code } }) => {
    status.textContent = `The form cannot be shown here (${code}). Please tell us in the chat.`
  })
  document.querySelector('#transcript').append(form, status)
})
