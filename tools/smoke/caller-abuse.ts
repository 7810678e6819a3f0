/** Callers without permission: without a sign-in, another agent, the agent of a closed conversation. */
import { protocol } from '../../contracts/protocol.ts'
import { describeAnswer, expectEqual, notAvailable } from './observation.ts'
import type { Check } from './service-driver.ts'

const notSignedIn: Check = {
  name: 'A retrieve key is good for nothing without a sign-in',
  async run({ signIns, submitted, retrieveKey, retrieve }) {
    const form = await submitted()
    const key = await retrieveKey(form)
    const seen = describeAnswer(await retrieve(form, key))
    const sighting = expectEqual('retrieve-submission without a token', '401 not-signed-in', seen)
    expectEqual('retrieve-submission after that', '200', describeAnswer(await retrieve(form, key, signIns.agent)))
    return sighting
  },
}

const otherAgent: Check = {
  name: 'A retrieve key is good for the agent who sent the form only',
  async run({ wire, signIns, submitted, retrieveKey, retrieve }) {
    const form = await submitted()
    const own = { path: { formId: form.formId }, accessToken: signIns.otherAgent }
    const issued = describeAnswer(await wire.call(protocol['issue-retrieve-key'], own))
    expectEqual('issue-retrieve-key by another agent', notAvailable, issued)
    const key = await retrieveKey(form)
    const seen = describeAnswer(await retrieve(form, key, signIns.otherAgent))
    const sighting = expectEqual('retrieve-submission by another agent', notAvailable, seen)
    expectEqual('retrieve-submission after that', '200', describeAnswer(await retrieve(form, key, signIns.agent)))
    return sighting
  },
}

const closedConversation: Check = {
  name: 'When the conversation is closed, its keys are dead',
  async run(scene) {
    const { wire, signIns } = scene
    const conversationId = await scene.converse()
    const form = await scene.submitted(conversationId)
    const retrieveKey = await scene.retrieveKey(form)
    const submission = await scene.fillIn(await scene.open(await scene.sent(conversationId)))
    await scene.close(conversationId)
    const submitted = describeAnswer(await wire.call(protocol['submit-form'], { body: submission }))
    expectEqual('submit-form with a live key', notAvailable, submitted)
    const call = { path: { formId: form.formId }, accessToken: signIns.agent }
    const issued = describeAnswer(await wire.call(protocol['issue-retrieve-key'], call))
    expectEqual('issue-retrieve-key', notAvailable, issued)
    const seen = describeAnswer(await scene.retrieve(form, retrieveKey, signIns.agent))
    return expectEqual('retrieve-submission with a live key', notAvailable, seen)
  },
}

export const callerAbuse: readonly Check[] = [notSignedIn, otherAgent, closedConversation]
