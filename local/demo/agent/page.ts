/** The agent's workspace of the demo: a conversation, a picker, and the forms that were sent in it. */
import type { FormId, Locale, QuestionId } from '../../../contracts/identifiers.ts'
import { textFor } from '../../../contracts/localised.ts'
import { SealingKey } from '../../../contracts/sealing.ts'
import { sendForm } from '../../../contracts/steps/send-form.ts'
import type { Template } from '../../../contracts/template.ts'
import { type AgentSealingKey, createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import { button, element, find, setBusy } from '../../../widgets/shared/dom.ts'
import { withFingerprint } from '../../../widgets/shared/visitor-link.ts'
import { isFramed, tellWindow } from '../messages.ts'
import { sitDown } from './desk.ts'
import { createSentForm, type SentForm } from './sent-form.ts'
import { createTemplatePicker } from './template-picker.ts'
import { conversationOverWords, refusalWords, unclearWords } from './words.ts'

const start = async (): Promise<void> => {
  const main = find('agent')
  const desk = await sitDown()
  const sentForms: SentForm[] = []
  const list = element('section', { class: 'sent-forms', 'aria-label': 'Forms of this conversation' })
  const notice = element('p', { class: 'notice bad', role: 'status', hidden: true })
  const say = (words: string) => {
    notice.hidden = words === ''
    notice.textContent = words
  }

  /** The tab that made the key vouches for it: the service, which never sees the fragment, could not. */
  const carry = ({ formId, title, link }: { formId: FormId; title: string; link: string }, key: AgentSealingKey) => {
    const whole = withFingerprint(link, key.fingerprint)
    if (isFramed()) return tellWindow({ event: 'form-sent', formId, title, link: whole })
    list.prepend(
      element(
        'p',
        { class: 'notice' },
        element('a', { href: whole, target: '_blank', rel: 'noopener' }, `Open “${title}” as the visitor`),
      ),
    )
  }

  const send = async (template: Template, locale: Locale, only?: readonly QuestionId[], follows?: FormId) => {
    say('')
    const key = await createSealingKey()
    const body = {
      templateId: template.templateId,
      locale,
      sealingKey: SealingKey.parse(key.sealingKey),
      ...(only && { only: [...only] }),
      ...(follows && { follows }),
    }
    const sent = await desk.ask(sendForm, { path: { conversationId: desk.conversationId }, body })
    if (sent.outcome !== 'done') return say(sent.outcome === 'refused' ? refusalWords(sent.code) : unclearWords)
    const { formId, link } = sent.value
    const title = textFor(template.title, locale, template.defaultLocale)
    const asked = only ?? template.questions.map(({ id }) => id)
    const made = createSentForm(
      { formId, title, template, asked, key },
      { desk, carry, askAgain: (again, completed) => void send(template, locale, again, completed) },
    )
    sentForms.push(made)
    list.prepend(made.root)
    carry({ formId, title, link }, key)
  }

  const picker = await createTemplatePicker(desk, send)
  const sendPanel = element(
    'section',
    { class: 'panel', 'aria-labelledby': 'send-title' },
    element('h2', { id: 'send-title' }, 'Send a secure form'),
    picker ?? element('p', {}, 'This site has no forms yet.'),
    notice,
  )
  const endButton = button(
    'End the chat',
    async () => {
      setBusy(endButton, true)
      const closed = await desk.close()
      setBusy(endButton, false)
      if (!closed) return say(unclearWords)
      for (const sent of sentForms) sent.end()
      sendPanel.replaceChildren(
        element('p', { role: 'status' }, `${conversationOverWords} Reload the page to begin a new one.`),
      )
      endButton.hidden = true
      tellWindow({ event: 'conversation-closed' })
    },
    { class: 'compact' },
  )
  main.replaceChildren(
    element(
      'div',
      { class: 'workspace-head' },
      element(
        'div',
        {},
        element('h1', {}, 'Chat with a visitor'),
        element('p', { class: 'quiet small' }, `Ana (${desk.agentId}) at Acme`),
      ),
      endButton,
    ),
    sendPanel,
    list,
  )
}

start().catch(() => {
  find('agent').replaceChildren(
    element(
      'p',
      { class: 'notice bad', role: 'alert' },
      'The local service cannot be reached. Is it running? Then reload this page.',
    ),
  )
})
