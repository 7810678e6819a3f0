/**
 * Checks that callers without permission are refused. These callers are a caller without a sign-in, another agent, and
 * the agent of a closed conversation.
 */
import { expectAnswer, notAvailable } from './observation.ts'
import type { Check } from './service-driver.ts'

const notSignedIn: Check = {
  name: 'A retrieve key does not work without a sign-in',
  async run({ visitor, submitForm, issueRetrieveKey, retrieve }) {
    const form = await submitForm()
    const key = await issueRetrieveKey(form)
    const at = 'retrieve-submission without a token'
    const observation = await expectAnswer(at, '401 not-signed-in', retrieve(form, key, visitor))
    await expectAnswer('retrieve-submission after that', '200', retrieve(form, key))
    return observation
  },
}

const otherAgent: Check = {
  name: 'A retrieve key works only for the agent who sent the form',
  async run({ otherAgent, submitForm, issueRetrieveKey, retrieve }) {
    const form = await submitForm()
    const issuing = otherAgent.call('issue-retrieve-key', { path: { formId: form.formId } })
    await expectAnswer('issue-retrieve-key by another agent', notAvailable, issuing)
    const key = await issueRetrieveKey(form)
    const at = 'retrieve-submission by another agent'
    const observation = await expectAnswer(at, notAvailable, retrieve(form, key, otherAgent))
    await expectAnswer('retrieve-submission after that', '200', retrieve(form, key))
    return observation
  },
}

const closedConversation: Check = {
  name: 'Closing a conversation ends the validity of its keys',
  async run(driver) {
    const { agent, visitor, submitForm, issueRetrieveKey, sendForm, openForm, fillIn, retrieve } = driver
    const conversationId = await driver.newConversation()
    const form = await submitForm(conversationId)
    const retrieveKey = await issueRetrieveKey(form)
    const submission = await fillIn(await openForm(await sendForm(conversationId)))
    await driver.closeConversation(conversationId)
    const submitting = visitor.call('submit-form', { body: submission })
    await expectAnswer('submit-form with an unused key', notAvailable, submitting)
    const issuing = agent.call('issue-retrieve-key', { path: { formId: form.formId } })
    await expectAnswer('issue-retrieve-key', notAvailable, issuing)
    return expectAnswer('retrieve-submission with an unused key', notAvailable, retrieve(form, retrieveKey))
  },
}

export const callerAbuse: readonly Check[] = [notSignedIn, otherAgent, closedConversation]
