/** An agent's desktop and a visitor's chat in one app, so that you can try it. A brand has each of them in its own app. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { SecureForm, SecureFormAgent } from 'sealform/elements/react'

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
        suggestedTemplate="bank-account"
        accessToken={accessToken}
        onSent={({ formId, link }) => setForms((known) => new Map(known).set(formId, link))}
        onSubmitted={() => setState('answered')}
        onSignedOut={() => setState('Sign in again.')}
        onError={({ code }) => setState(`The secure forms do not work: ${code}.`)}
      />
      <p id="state">{state}</p>
      {[...forms].map(([formId, link]) => (
        <SecureForm
          key={formId}
          link={link}
          onSubmitted={() => setState('sent')}
          onError={() => setState('If the form does not open, write to us in the chat.')}
        />
      ))}
    </>
  )
}

const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<Chat />)
