import { type Call, type IndexedHistory, isDone, siteOf } from '../indexed-history.ts'

/**
 * I4: clear text is released only to the sending agent with a live sign-in in an active conversation, or to a permitted
 * manager by the separate history view. It is exactly what the visitor typed into that form.
 */
export function clearTextOnlyToTheSender(reading: IndexedHistory): string[] {
  return reading.released.flatMap(({ call: number, submissionId, clear }) => {
    const call = reading.callsById.get(number)
    if (call === undefined) return `I4: submission ${submissionId} was released to an unknown caller.`
    const submitted = reading.calls.find(
      (other) => other.step === 'submit-form' && isDone(other) && other.answer?.submissionId === submissionId,
    )
    const formId = submitted?.formId ?? call.answer?.formId
    const wrong = [
      ...(call.step === 'view-history' ? viewViolations(call) : retrievalViolations(reading, call, formId)),
      ...(submitted?.clear !== undefined && clear !== undefined && submitted.clear !== clear
        ? ['which is not what was typed']
        : []),
    ]
    return wrong.map((what) => `I4: submission ${submissionId} was released ${what} (call ${number}, ${call.step}).`)
  })
}

const viewViolations = ({ by }: Call): string[] =>
  by.kind === 'person' && by.mayViewHistory === true ? [] : ['to a person who may not view the history']

function retrievalViolations(reading: IndexedHistory, call: Call, formId: string | undefined): string[] {
  if (call.step !== 'retrieve-submission') return ['by a step that releases nothing']
  const { by } = call
  if (by.kind !== 'person') return ['to a caller who is not signed in']
  const sent = reading.calls.find(
    (other) => other.step === 'send-form' && isDone(other) && other.answer?.formId === formId,
  )
  const bySender = sent?.by.kind === 'person' && sent.by.siteId === by.siteId && sent.by.subject === by.subject
  const before = (other: Call): boolean => isDone(other) && other.endIndex < call.effectIndex
  const signedOut = reading.calls.some(
    (other) =>
      other.step === 'sign-out' && before(other) && other.by.kind === 'person' && other.by.session === by.session,
  )
  const closed = reading.calls.some(
    (other) =>
      other.step === 'close-conversation' &&
      before(other) &&
      siteOf(other) === by.siteId &&
      other.conversationId !== undefined &&
      other.conversationId === sent?.conversationId,
  )
  return [
    ...(bySender ? [] : ['to a person who did not send the form']),
    ...(signedOut ? ['to an ended sign-in'] : []),
    ...(closed ? ['after its conversation was closed'] : []),
  ]
}
