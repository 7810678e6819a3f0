/** Both ends of a chat in one app, so that you can try it. A brand has each end in its own app. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { SecureForm, SecureFormAgent } from './secure-form.tsx'

const accessToken = async (): Promise<string | undefined> => {
  const response = await fetch('/api/agent-token', { method: 'POST' })
  return response.ok ? (await response.json()).accessToken : undefined
}

const Chat = () => {
  const [forms, setForms] = useState<ReadonlyMap<string, string>>(new Map())
  const [state, setState] = useState('')
  return (
    <>
      <SecureFormAgent
        site="acme"
        conversation="chat-123"
        accessToken={accessToken}
        on={{
          sent: ({ formId, link }) => setForms((known) => new Map(known).set(formId, link)),
          submitted: () => setState('answered'),
          error: ({ code }) => setState(`The secure forms do not work: ${code}.`),
        }}
      />
      <p id="state">{state}</p>
      {[...forms].map(([formId, link]) => (
        <SecureForm
          key={formId}
          link={link}
          on={{
            submitted: () => setState('sent'),
            error: () => setState('If the form does not open, write to us in the chat.'),
          }}
        />
      ))}
    </>
  )
}

const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<Chat />)
