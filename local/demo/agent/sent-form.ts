/** One sent form in the agent's workspace: its status in words, what can be done with it, and its answers. */
import type { FormStatusOnTheWire } from '../../../contracts/form-view.ts'
import type { FormId, QuestionId } from '../../../contracts/identifiers.ts'
import { isOffTheRecord } from '../../../contracts/question-types.ts'
import { SealingKey } from '../../../contracts/sealing.ts'
import { cancelForm } from '../../../contracts/steps/cancel-form.ts'
import { getForm } from '../../../contracts/steps/get-form.ts'
import { resendForm } from '../../../contracts/steps/resend-form.ts'
import type { Template } from '../../../contracts/template.ts'
import { type AgentSealingKey, createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import type { Reply } from '../../../widgets/shared/api-client.ts'
import { button, element, setBusy } from '../../../widgets/shared/dom.ts'
import { type AnswersView, showAnswers } from './answers-view.ts'
import type { Desk } from './desk.ts'
import { type Read, readAnswers } from './read-answers.ts'
import { conversationOverWords, refusalWords, statusWords, unclearWords } from './words.ts'

export interface SentFormPorts {
  readonly desk: Desk
  /** Hands the link to the chat. */
  readonly carry: (sent: { formId: FormId; title: string; link: string }, key: AgentSealingKey) => void
  /** Sends a form that asks just these questions again. */
  readonly askAgain: (only: readonly QuestionId[], follows: FormId) => void
}

export interface SentForm {
  readonly root: HTMLElement
  /** The conversation is over: nothing can be asked of this form any more. */
  end(): void
}

export interface Sent {
  readonly formId: FormId
  readonly title: string
  readonly template: Template
  /** The questions that it asks. */
  readonly asked: readonly QuestionId[]
  readonly key: AgentSealingKey
}

const lookMilliseconds = 1_000
const offTheRecordMilliseconds = 60_000

const canRead: ReadonlySet<FormStatusOnTheWire> = new Set(['submitted', 'retrieved'])
const canSendAgain: ReadonlySet<FormStatusOnTheWire> = new Set(['sent', 'opened', 'expired', 'declined'])
const canCancel: ReadonlySet<FormStatusOnTheWire> = new Set(['sent', 'opened'])

export const createSentForm = (sent: Sent, { desk, carry, askAgain }: SentFormPorts): SentForm => {
  const { formId, title, template, asked } = sent
  let { key } = sent
  let status: FormStatusOnTheWire = 'sent'
  let timesRead = 0
  let over = false
  let view: AnswersView | undefined
  let wipeTimer: ReturnType<typeof setTimeout> | undefined

  const statusText = element('span', {}, '')
  const notice = element('p', { class: 'notice', role: 'status', hidden: true })
  const say = (words: string, kind = '') => {
    notice.hidden = words === ''
    notice.className = `notice ${kind}`
    notice.textContent = words
  }

  /** Runs one press of a button; tells why when it came to nothing. */
  const pressed = async <Value>(
    made: HTMLButtonElement,
    act: () => Promise<Reply<Value>>,
  ): Promise<Value | undefined> => {
    setBusy(made, true)
    const reply = await act()
    setBusy(made, false)
    if (reply.outcome === 'done') return reply.value
    say(reply.outcome === 'refused' ? refusalWords(reply.code) : unclearWords, 'bad')
    return undefined
  }

  const offTheRecord = template.questions.filter((question) => asked.includes(question.id) && isOffTheRecord(question))
  const askAgainButton = button('Ask again for what is gone', () =>
    askAgain(
      offTheRecord.map(({ id }) => id),
      formId,
    ),
  )

  const forget = () => {
    view?.wipeOffTheRecord()
    askAgainButton.hidden = over
  }

  const showRead = (read: Read) => {
    timesRead += 1
    clearTimeout(wipeTimer)
    view?.remove()
    view = showAnswers({ ...read, asked })
    answers.replaceChildren(view.root)
    const gone = read.sealedStatus === 'gone'
    askAgainButton.hidden = !gone || offTheRecord.length === 0
    const spent =
      timesRead === 1
        ? 'Read with a one-time key, now spent.'
        : 'A new one-time key was issued for this reading; it is spent, too.'
    if (read.opened.size > 0) {
      wipeTimer = setTimeout(forget, offTheRecordMilliseconds)
      say(
        `${spent} What is off the record was opened in this tab with its own key. It is kept nowhere, and this page forgets it in a minute.`,
        'good',
      )
    } else {
      say(
        gone ? `${spent} What is off the record is gone: it is handed out once and kept nowhere.` : spent,
        gone ? 'warn' : 'good',
      )
    }
  }

  const readButton = button(
    'Read the answers',
    async () => {
      const read = await pressed(readButton, () => readAnswers(desk, formId, key))
      if (read !== undefined) showRead(read)
      await look()
    },
    { class: 'main' },
  )
  const sendAgainButton = button('Send again', async () => {
    const fresh = await createSealingKey()
    const again = await pressed(sendAgainButton, () =>
      desk.ask(resendForm, { path: { formId }, body: { sealingKey: SealingKey.parse(fresh.sealingKey) } }),
    )
    if (again === undefined) return
    key = fresh
    say('Sent again with a new link. The earlier link is dead.')
    carry({ formId, title, link: again.link }, fresh)
    await look()
  })
  const cancelButton = button(
    'Cancel',
    async () => {
      await pressed(cancelButton, () => desk.ask(cancelForm, { path: { formId }, body: {} }))
      await look()
    },
    { class: 'plain' },
  )

  const answers = element('div', {})
  const root = element(
    'article',
    { class: 'panel', 'aria-label': title },
    element(
      'div',
      { class: 'sent-form-head' },
      element('h2', {}, title),
      element(
        'span',
        { class: 'quiet small' },
        `sent at ${new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(new Date())}`,
      ),
    ),
    element(
      'p',
      { class: 'status', role: 'status' },
      element('span', { class: 'dot', 'aria-hidden': 'true' }),
      statusText,
    ),
    notice,
    answers,
    element('div', { class: 'buttons' }, readButton, askAgainButton, sendAgainButton, cancelButton),
  )

  const showStatus = () => {
    root.dataset.status = over ? 'over' : status
    // Only a change is written: a status that is written each second would be announced each second.
    const words = over ? conversationOverWords : statusWords[status]
    if (statusText.textContent !== words) statusText.textContent = words
    readButton.hidden = over || !canRead.has(status)
    readButton.textContent = timesRead === 0 ? 'Read the answers' : 'Read them again'
    sendAgainButton.hidden = over || !canSendAgain.has(status)
    cancelButton.hidden = over || !canCancel.has(status)
  }

  const look = async () => {
    if (over) return
    const seen = await desk.ask(getForm, { path: { formId }, body: {} })
    if (over || seen.outcome !== 'done') return
    status = seen.value.status
    showStatus()
  }
  const timer = setInterval(() => {
    if (!document.hidden && status !== 'cancelled' && status !== 'retrieved') void look()
  }, lookMilliseconds)

  askAgainButton.hidden = true
  showStatus()
  return {
    root,
    end: () => {
      over = true
      clearInterval(timer)
      clearTimeout(wipeTimer)
      view?.remove()
      say('')
      askAgainButton.hidden = true
      showStatus()
    },
  }
}
