/** The visitor's side: shows each form that arrives in the chat. */

const chat = new BroadcastChannel('chat-123')

const forms = new Map()

chat.addEventListener('message', ({ data: { formId, link } }) => {
  // A form that is sent again has a new link, and the earlier link no longer works. So use one element for each form.
  const known = forms.get(formId)
  const form = known ?? document.createElement('secure-form')
  form.setAttribute('link', link)
  if (known !== undefined) return
  forms.set(formId, form)

  const status = document.createElement('p')
  status.role = 'status'
  const texts = {
    submitted: 'Thank you, your answers have arrived.',
    declined: 'You chose not to answer.',
    expired: 'This form is no longer open.',
  }
  for (const [event, text] of Object.entries(texts)) {
    form.addEventListener(event, () => {
      status.textContent = text
    })
  }
  // The element itself says what is wrong and, if that can help, offers the form in a new tab.
  form.addEventListener('error', () => {
    status.textContent = 'If the form does not open, write to us here in the chat.'
  })
  form.addEventListener('opened', () => {
    status.textContent = ''
  })
  document.querySelector('#transcript').append(form, status)
})
