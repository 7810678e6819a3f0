/**
 * Checks that the service refuses one-time keys that are replayed, used concurrently, or used for another action, form
 * or caller. If the misuse must not use up the key, the check then uses the key correctly.
 */
import { describeAnswer, expectAnswer, expectEqual, notAvailable } from './observation.ts'
import { type Check, newVisitorSecret } from './service-driver.ts'

const replayedSubmitKey: Check = {
  name: 'A submit key works once',
  async run({ visitor, submitForm }) {
    const { submission } = await submitForm()
    return expectAnswer('submit-form again', notAvailable, visitor.call('submit-form', { body: submission }))
  },
}

const replayedRetrieveKey: Check = {
  name: 'A retrieve key works once',
  async run({ submitForm, issueRetrieveKey, retrieve }) {
    const form = await submitForm()
    const key = await issueRetrieveKey(form)
    await expectAnswer('retrieve-submission', '200', retrieve(form, key))
    return expectAnswer('retrieve-submission again', notAvailable, retrieve(form, key))
  },
}

const concurrentSubmits = 4

const doubleSubmit: Check = {
  name: 'Four concurrent requests with one submit key store one submission',
  async run({ visitor, fillIn }) {
    const body = await fillIn()
    const answers = await Promise.all(
      Array.from({ length: concurrentSubmits }, () => visitor.call('submit-form', { body })),
    )
    const expected = ['201', ...Array.from({ length: concurrentSubmits - 1 }, () => notAvailable)]
    return expectEqual('submit-form', expected.join(', '), answers.map(describeAnswer).sort().join(', '))
  },
}

/** Uses valid keys of all three kinds for the other two actions, and then each key for its own action. */
const wrongAction: Check = {
  name: 'A key works only for its own action, and another action does not spend it',
  async run({ visitor, sendForm, fillIn, submitForm, issueRetrieveKey, retrieve }) {
    const { openKey } = await sendForm()
    const submission = await fillIn()
    const { submitKey } = submission
    const submitted = await submitForm()
    const retrieveKey = await issueRetrieveKey(submitted)
    const openWith = (key: string) =>
      visitor.call('open-form', { body: { openKey: key, visitorSecret: newVisitorSecret() } })
    const submitWith = (key: string) => visitor.call('submit-form', { body: { ...submission, submitKey: key } })
    const retrieveWith = (key: string) => retrieve(submitted, key)

    await expectAnswer('open-form with a submit key', notAvailable, openWith(submitKey))
    await expectAnswer('open-form with a retrieve key', notAvailable, openWith(retrieveKey))
    await expectAnswer('submit-form with an open key', notAvailable, submitWith(openKey))
    await expectAnswer('submit-form with a retrieve key', notAvailable, submitWith(retrieveKey))
    await expectAnswer('retrieve-submission with an open key', notAvailable, retrieveWith(openKey))
    await expectAnswer('retrieve-submission with a submit key', notAvailable, retrieveWith(submitKey))
    await expectAnswer('open-form after that', '200', openWith(openKey))
    await expectAnswer('submit-form after that', '201', submitWith(submitKey))
    await expectAnswer('retrieve-submission after that', '200', retrieveWith(retrieveKey))
    return expectEqual('6 combinations', notAvailable, notAvailable)
  },
}

const wrongVisitor: Check = {
  name: 'A submit key works only for the visitor who requested it',
  async run({ visitor, fillIn }) {
    const body = await fillIn()
    const stolen = { ...body, visitorSecret: newVisitorSecret() }
    const at = 'submit-form with another visitor secret'
    const observation = await expectAnswer(at, notAvailable, visitor.call('submit-form', { body: stolen }))
    await visitor.reply('submit-form', { body })
    return observation
  },
}

const crossForm: Check = {
  name: 'A key works only for its own form',
  async run({ visitor, newConversation, sendForm, openForm, fillIn, submitForm, issueRetrieveKey, retrieve }) {
    const conversationId = await newConversation()
    const body = await fillIn(await openForm(await sendForm(conversationId)))
    const crossed = { ...(await fillIn(await openForm(await sendForm(conversationId)))), submitKey: body.submitKey }
    const submitting = visitor.call('submit-form', { body: crossed })
    await expectAnswer('submit-form with the key of another form', notAvailable, submitting)
    await visitor.reply('submit-form', { body })

    const form = await submitForm()
    const other = await submitForm()
    const key = await issueRetrieveKey(form)
    const at = 'retrieve-submission with the key of another form'
    const observation = await expectAnswer(at, notAvailable, retrieve(other, key))
    await expectAnswer('retrieve-submission after that', '200', retrieve(form, key))
    return observation
  },
}

export const keyAbuse: readonly Check[] = [
  replayedSubmitKey,
  replayedRetrieveKey,
  doubleSubmit,
  wrongAction,
  wrongVisitor,
  crossForm,
]
