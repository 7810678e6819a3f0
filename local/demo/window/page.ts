/** The demo's window: carries the link from the agent's frame to the visitor's chat, as a brand's chat would. */
import type { FormId } from '../../../contracts/identifiers.ts'
import { visitorPageOf } from '../../../contracts/pages.ts'
import { element, find } from '../../../widgets/shared/dom.ts'
import { FrameLayout, type VisitorHostMessage } from '../../../widgets/shared/frame-messages.ts'
import { parseVisitorLink } from '../../../widgets/shared/visitor-link.ts'
import { AgentMessage } from '../messages.ts'

const visitorPage = visitorPageOf('acme')

const transcript = find('transcript')
const agentFrame = find('agent-frame')
interface FormCard {
  readonly root: HTMLElement
  readonly frame: HTMLIFrameElement
}

const cards = new Map<FormId, FormCard>()

const isReducedMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches

const showInChat = (node: HTMLElement) =>
  node.scrollIntoView({ block: 'start', behavior: isReducedMotion() ? 'auto' : 'smooth' })

const append = (...nodes: readonly HTMLElement[]) => {
  transcript.append(...nodes)
  const [first] = nodes
  if (first !== undefined) showInChat(first)
}

/** The visitor's page of this very origin, or nothing: the chat opens no other. */
const pathOf = (link: string): string | undefined => {
  if (!URL.canParse(link)) return undefined
  const { origin, pathname, search, hash } = new URL(link)
  const isOurs = origin === location.origin && pathname === visitorPage && search === ''
  return isOurs && parseVisitorLink(hash) !== undefined ? `${pathname}${hash}` : undefined
}

/** A form that is sent again has a new link; what the earlier card shows is dead, and says so. */
const retire = (formId: FormId) => {
  const earlier = cards.get(formId)
  earlier?.frame.replaceWith(element('p', { class: 'replaced quiet' }, 'This form was sent again, see below.'))
}

const carry = (formId: FormId, title: string, link: string) => {
  const path = pathOf(link)
  if (path === undefined) return
  retire(formId)
  const frame = element('iframe', { src: path, title: `Secure form: ${title}`, allow: 'clipboard-write' })
  const root = element(
    'div',
    { class: 'form-card' },
    element(
      'div',
      { class: 'form-card-head' },
      element('span', { class: 'lock', 'aria-hidden': 'true' }),
      'Ana from Acme sent you a secure form',
    ),
    frame,
  )
  const hello: VisitorHostMessage = { sealform: 'v1', message: 'hello' }
  frame.addEventListener('load', () => frame.contentWindow?.postMessage(hello, location.origin))
  cards.set(formId, { root, frame })
  append(
    element('p', { class: 'said agent-said' }, `Here it is: “${title}”. What you enter goes past this chat.`),
    root,
  )
}

const hearAgent = (data: unknown) => {
  const message = AgentMessage.safeParse(data)
  if (!message.success) return
  if (message.data.event === 'form-sent') return carry(message.data.formId, message.data.title, message.data.link)
  append(element('p', { class: 'said agent-said' }, 'Thank you for chatting with Acme. This chat has ended.'))
}

/** The first height is also the moment when the form is there to be seen. */
const hearForm = ({ root, frame }: FormCard, data: unknown) => {
  const message = FrameLayout.safeParse(data)
  if (!message.success || message.data.message !== 'height') return
  const isFirst = frame.style.height === ''
  frame.style.height = `${message.data.height}px`
  if (isFirst) showInChat(root)
}

window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || source === null) return
  if (agentFrame instanceof HTMLIFrameElement && source === agentFrame.contentWindow) return hearAgent(data)
  for (const card of cards.values()) if (source === card.frame.contentWindow) hearForm(card, data)
})
