/** Both ends of a chat in one app, so that it can be tried; a brand has each in an app of its own. */
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
  const sent = (formId: unknown, link: unknown) => setForms((known) => new Map(known).set(String(formId), String(link)))
  return (
    <>
      <SecureFormAgent
        site="acme"
        conversation="chat-123"
        accessToken={accessToken}
        on={{ sent: ({ formId, link }) => sent(formId, link), submitted: () => setState('answered') }}
      />
      <p id="state">{state}</p>
      {[...forms].map(([formId, link]) => (
        <SecureForm key={formId} link={link} on={{ submitted: () => setState('sent') }} />
      ))}
    </>
  )
}

const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<Chat />)
