/**
 * The brand's page. The page opens the conversation, embeds the panel, and passes links from the agent to the visitor.
 * The page never receives an answer.
 */
import { button, element, find } from '../../../widgets/shared/dom.ts'
import { agentToken, closeConversation, openConversation } from './brand-api.ts'
import {
  type ChatEntry,
  type Conversation,
  clearConversation,
  loadConversation,
  newConversation,
  type StatusEvent,
  saveConversation,
  saveStatus,
  statusEvents,
} from './conversation.ts'
import { createFormCards, type FormCards } from './form-cards.ts'
import { createGuide } from './guide.ts'
import { setUpSwitch, showSide } from './sides.ts'
import { createTranscript } from './transcript.ts'

interface Chat {
  readonly conversation: Conversation
  readonly cards: FormCards
  addEntry(entry: ChatEntry): void
  updateStatus(formId: string, status: StatusEvent): void
}

const title = document.title
/** Shows in the tab's title how many forms have new answers. */
const showUnread = (count: number) => {
  document.title = count === 0 ? title : `(${count}) ${title}`
}

const showPanel = ({ conversation, cards, addEntry, updateStatus }: Chat) => {
  const panel = document.createElement('secure-form-agent')
  panel.setAttribute('site', 'acme')
  panel.setAttribute('conversation', conversation.conversationId)
  // The first message of the demo's visitor asks to pay.
  panel.setAttribute('suggested-template', 'card-payment')
  for (const name of statusEvents) {
    panel.addEventListener(name, ({ detail: { formId } }) => updateStatus(formId, name))
  }
  panel.addEventListener('progress', ({ detail: { formId, questions } }) => cards.showProgress(formId, questions))
  panel.addEventListener('unread', ({ detail: { count } }) => showUnread(count))
  panel.addEventListener('sent', ({ detail: { formId, templateId, title, link } }) => {
    const text = `Here is the form “${title}”. Your answers won’t appear in this chat.`
    addEntry({ kind: 'said', by: 'agent', text })
    addEntry({ kind: 'form', formId, templateId, title, link })
  })
  panel.addEventListener('error', ({ detail: { code } }) => {
    find('desk-status').textContent = `Secure forms are not available (${code})`
  })
  panel.accessToken = agentToken
  find('panel').replaceChildren(panel)
}

const setUpComposer = (name: 'agent' | 'visitor', addEntry: (entry: ChatEntry) => void) => {
  const field = find(`${name}-text`)
  find(`${name}-composer`).addEventListener('submit', (event) => {
    event.preventDefault()
    if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return
    addEntry({ kind: 'said', by: name, text: field.value.trim() })
    field.value = ''
  })
}

const openChat = (conversation: Conversation) => {
  const cards = createFormCards((formId, status) => updateStatus(formId, status))
  const transcripts = [
    createTranscript(find('agent-transcript'), 'agent', cards.forAgent),
    createTranscript(find('visitor-transcript'), 'visitor', cards.forVisitor),
  ]
  const show = (entry: ChatEntry) => {
    for (const transcript of transcripts) transcript.add(entry)
  }
  const guide = createGuide({
    showSide,
    save(state) {
      conversation.guide = state
      saveConversation(conversation)
      guide.update(conversation)
    },
  })
  const updateStatus = (formId: string, status: StatusEvent) => {
    if (!saveStatus(conversation, formId, status)) return
    cards.updateStatus(formId, status)
    guide.update(conversation)
  }
  const chat: Chat = {
    conversation,
    cards,
    updateStatus,
    addEntry(entry) {
      conversation.entries.push(entry)
      saveConversation(conversation)
      show(entry)
      guide.update(conversation)
    },
  }
  const showEnd = () => {
    for (const id of ['agent-composer', 'visitor-composer', 'end-chat']) find(id).hidden = true
    for (const transcript of transcripts) transcript.note('This chat has ended.')
    // Without its element, the panel has no answers and no keys.
    find('panel').replaceChildren(
      element('p', { class: 'notice' }, 'This chat has ended. You can no longer send forms or view answers.'),
    )
    showUnread(0)
    guide.update(conversation)
  }
  for (const entry of conversation.entries) show(entry)
  for (const side of ['agent', 'visitor'] as const) setUpComposer(side, chat.addEntry)
  find('end-chat').addEventListener('click', async () => {
    try {
      await closeConversation(conversation.conversationId)
    } catch {
      find('desk-status').textContent = 'The chat could not be ended. Try again.'
      return
    }
    conversation.isOver = true
    saveConversation(conversation)
    showEnd()
  })
  if (conversation.isOver) return showEnd()
  showPanel(chat)
  guide.update(conversation)
}

const start = async () => {
  const conversation = loadConversation() ?? newConversation(await openConversation())
  saveConversation(conversation)
  openChat(conversation)
}

find('new-chat').addEventListener('click', () => {
  clearConversation()
  location.reload()
})
setUpSwitch()
start().catch(() =>
  find('panel').replaceChildren(
    element('p', { class: 'notice', role: 'alert' }, 'The demo’s server does not answer. Is it running?'),
    button('Try again', () => location.reload()),
  ),
)
