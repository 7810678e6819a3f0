/**
 * One-time keys that are replayed, used concurrently, or used for another action, form or caller. If that must not
 * spend a key, the check uses the key correctly afterwards.
 */
import { protocol } from '../../contracts/protocol.ts'
import { describeAnswer, expectEqual, notAvailable } from './observation.ts'
import { must } from './recording-client.ts'
import { type Check, newVisitorSecret, type ServiceDriver } from './service-driver.ts'

const replayedSubmitKey: Check = {
  name: 'A submit key is good once',
  async run({ wire, submitted }) {
    const { submission } = await submitted()
    return expectEqual(
      'submit-form again',
      notAvailable,
      describeAnswer(await wire.call(protocol['submit-form'], { body: submission })),
    )
  },
}

const replayedRetrieveKey: Check = {
  name: 'A retrieve key is good once',
  async run({ signIns, submitted, retrieveKey, retrieve }) {
    const form = await submitted()
    const key = await retrieveKey(form)
    expectEqual('retrieve-submission', '200', describeAnswer(await retrieve(form, key, signIns.agent)))
    return expectEqual(
      'retrieve-submission again',
      notAvailable,
      describeAnswer(await retrieve(form, key, signIns.agent)),
    )
  },
}

const simultaneousSubmits = 4

const doubleSubmit: Check = {
  name: 'Four submissions at once with one key store one',
  async run({ wire, sent, open, fillIn }) {
    const body = await fillIn(await open(await sent()))
    const answers = await Promise.all(
      Array.from({ length: simultaneousSubmits }, () => wire.call(protocol['submit-form'], { body })),
    )
    const expected = ['201', ...Array.from({ length: simultaneousSubmits - 1 }, () => notAvailable)]
    return expectEqual('submit-form', expected.join(', '), answers.map(describeAnswer).sort().join(', '))
  },
}

/** Uses live keys of all three kinds for the other two actions, then each for its own. */
const wrongAction: Check = {
  name: 'A key is good for its own action only, and other actions do not spend it',
  async run(scene) {
    const { wire, signIns } = scene
    const asOpenKey = async (openKey: string) =>
      describeAnswer(await wire.call(protocol['open-form'], { body: { openKey, visitorSecret: newVisitorSecret() } }))
    const waiting = await scene.sent()
    const form = await scene.open(await scene.sent())
    const submission = await scene.fillIn(form)
    const asSubmitKey = async (submitKey: string) =>
      describeAnswer(await wire.call(protocol['submit-form'], { body: { ...submission, submitKey } }))
    const done = await scene.submitted()
    const retrieveKey = await scene.retrieveKey(done)
    const asRetrieveKey = async (key: string) => describeAnswer(await scene.retrieve(done, key, signIns.agent))

    expectEqual('open-form with a submit key', notAvailable, await asOpenKey(submission.submitKey))
    expectEqual('open-form with a retrieve key', notAvailable, await asOpenKey(retrieveKey))
    expectEqual('submit-form with an open key', notAvailable, await asSubmitKey(waiting.openKey))
    expectEqual('submit-form with a retrieve key', notAvailable, await asSubmitKey(retrieveKey))
    expectEqual('retrieve-submission with an open key', notAvailable, await asRetrieveKey(waiting.openKey))
    expectEqual('retrieve-submission with a submit key', notAvailable, await asRetrieveKey(submission.submitKey))
    const own = [
      await asOpenKey(waiting.openKey),
      await asSubmitKey(submission.submitKey),
      await asRetrieveKey(retrieveKey),
    ]
    expectEqual('each key for its own action, after that', '200, 201, 200', own.join(', '))
    return expectEqual('6 crossings', notAvailable, notAvailable)
  },
}

const wrongVisitor: Check = {
  name: 'A submit key is good for the visitor who asked for it only',
  async run({ wire, sent, open, fillIn }) {
    const body = await fillIn(await open(await sent()))
    const stolen = { ...body, visitorSecret: newVisitorSecret() }
    const seen = describeAnswer(await wire.call(protocol['submit-form'], { body: stolen }))
    const sighting = expectEqual('submit-form with another visitor secret', notAvailable, seen)
    await must(wire, protocol['submit-form'], { body })
    return sighting
  },
}

const submitWithKeyOfOtherForm = async ({ wire, converse, sent, open, fillIn }: ServiceDriver): Promise<void> => {
  const conversationId = await converse()
  const body = await fillIn(await open(await sent(conversationId)))
  const other = await fillIn(await open(await sent(conversationId)))
  const crossed = { ...other, submitKey: body.submitKey }
  const seen = describeAnswer(await wire.call(protocol['submit-form'], { body: crossed }))
  expectEqual('submit-form with the key of another form', notAvailable, seen)
  await must(wire, protocol['submit-form'], { body })
}

const crossForm: Check = {
  name: 'A key is good for its own form only',
  async run(scene) {
    await submitWithKeyOfOtherForm(scene)
    const { signIns, submitted, retrieveKey, retrieve } = scene
    const form = await submitted()
    const other = await submitted()
    const key = await retrieveKey(form)
    const seen = describeAnswer(await retrieve(other, key, signIns.agent))
    const sighting = expectEqual('retrieve-submission with the key of another form', notAvailable, seen)
    expectEqual('retrieve-submission after that', '200', describeAnswer(await retrieve(form, key, signIns.agent)))
    return sighting
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
