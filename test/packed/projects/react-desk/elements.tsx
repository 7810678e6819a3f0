/** The tags themselves, in the DOM and in JSX of React 19. */
import type { SecureFormElement } from 'sealform/elements'
import type {} from 'sealform/elements/react'

const form: SecureFormElement = document.createElement('secure-form')
form.link = 'https://forms.example.com/form/acme'
form.addEventListener('submitted', ({ detail }) => console.log(detail.submissionId))
const panel = document.querySelector('secure-form-agent')
if (panel !== null) panel.accessToken = async () => undefined

export const chat = (
  <div>
    <secure-form
      link="…"
      lang="de"
      color-scheme="dark"
      onsubmitted={({ detail }) => console.log(detail.submissionId)}
    />
    <secure-form-agent key="chat-123" site="acme" conversation="chat-123" accessToken={async () => 'token'} />
  </div>
)

export const errors = () => {
  // @ts-expect-error there is no such code
  form.addEventListener('error', ({ detail }) => detail.code === 'no-such-code')
  // @ts-expect-error an event carries no answers
  form.addEventListener('submitted', ({ detail }) => detail.answers)
  // @ts-expect-error there is no such scheme
  return <secure-form color-scheme="sepia" />
}
