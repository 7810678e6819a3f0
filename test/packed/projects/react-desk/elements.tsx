/** The tags themselves, in the DOM and in JSX of React 19. */
import type { SecureFormElement } from 'sealform/elements'
import { SecureForm, SecureFormAgent } from 'sealform/elements/react'

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

export const components = (
  <div>
    <SecureForm link="…" className="form" style={{ maxWidth: '40rem' }} />
    <SecureFormAgent site="acme" conversation="chat-123" accessToken={async () => 'token'} style={{ height: 600 }} />
  </div>
)

export const withoutRequired = () => [
  // @ts-expect-error the link is missing
  <SecureForm key="1" />,
  // @ts-expect-error the link is not known yet, so do not render the component yet
  <SecureForm key="2" link={undefined} />,
  // @ts-expect-error the site is missing
  <SecureFormAgent key="3" conversation="chat-123" accessToken={async () => 'token'} />,
  // @ts-expect-error the conversation is missing
  <SecureFormAgent key="4" site="acme" accessToken={async () => 'token'} />,
]

export const errors = () => {
  // @ts-expect-error there is no such code
  form.addEventListener('error', ({ detail }) => detail.code === 'no-such-code')
  // @ts-expect-error an event carries no answers
  form.addEventListener('submitted', ({ detail }) => detail.answers)
  // @ts-expect-error there is no such scheme
  return <secure-form color-scheme="sepia" />
}
