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
  saveConversation,
  saveStatus,
  statusEvents,
} from './conversation.ts'
import { createFormCards } from './form-cards.ts'
import { createTranscript } from './transcript.ts'

const cards = createFormCards()
const transcripts = [
  createTranscript(find('agent-transcript'), 'agent', cards.forAgent),
  createTranscript(find('visitor-transcript'), 'visitor', cards.forVisitor),
]

const title = document.title
/** Shows in the tab's title how many forms have new answers. */
const showUnread = (count: number) => {
  document.title = count === 0 ? title : `(${count}) ${title}`
}

const showPanel = (conversation: Conversation, addEntry: (entry: ChatEntry) => void) => {
  const panel = document.createElement('secure-form-agent')
  panel.setAttribute('site', 'acme')
  panel.setAttribute('conversation', conversation.conversationId)
  for (const name of statusEvents) {
    panel.addEventListener(name, ({ detail: { formId } }) => {
      cards.updateStatus(formId, name)
      saveStatus(conversation, formId, name)
    })
  }
  panel.addEventListener('progress', ({ detail: { formId, questions } }) => cards.showProgress(formId, questions))
  panel.addEventListener('unread', ({ detail: { count } }) => showUnread(count))
  panel.addEventListener('sent', ({ detail: { formId, title, link } }) => {
    const text = `Here is the form “${title}”. Your answers won’t appear in this chat.`
    addEntry({ kind: 'said', by: 'agent', text })
    addEntry({ kind: 'form', formId, title, link })
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

/** The two sides of the chat. A phone shows one of them at a time. */
const sides = ['desk', 'visitor'] as const
const switchSides = () => {
  for (const side of sides) {
    find(`show-${side}`).addEventListener('click', () => {
      for (const each of sides) find(`show-${each}`).setAttribute('aria-pressed', String(each === side))
      document.querySelector('main')?.setAttribute('data-shows', side)
    })
  }
}

const endChat = () => {
  for (const side of ['agent', 'visitor']) find(`${side}-composer`).hidden = true
  find('end-chat').hidden = true
  for (const transcript of transcripts) transcript.note('This chat has ended.')
}

const start = async () => {
  const conversation = loadConversation() ?? newConversation(await openConversation())
  saveConversation(conversation)
  const show = (entry: ChatEntry) => {
    for (const transcript of transcripts) transcript.add(entry)
  }
  const addEntry = (entry: ChatEntry) => {
    conversation.entries.push(entry)
    saveConversation(conversation)
    show(entry)
  }
  for (const entry of conversation.entries) show(entry)
  showPanel(conversation, addEntry)
  setUpComposer('agent', addEntry)
  setUpComposer('visitor', addEntry)
  find('end-chat').addEventListener('click', async () => {
    await closeConversation(conversation.conversationId)
    conversation.isOver = true
    saveConversation(conversation)
    endChat()
  })
  if (conversation.isOver) endChat()
}

find('new-chat').addEventListener('click', () => {
  clearConversation()
  location.reload()
})
switchSides()
start().catch(() =>
  find('panel').replaceChildren(
    element('p', { class: 'notice', role: 'alert' }, 'The demo’s server does not answer. Is it running?'),
    button('Try again', () => location.reload()),
  ),
)
