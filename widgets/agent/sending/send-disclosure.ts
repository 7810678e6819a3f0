/** The button *Send a form* and the section that it opens. */
import { button, element } from '../../shared/dom.ts'
import { holdsFocus } from '../holds-focus.ts'

export interface DisclosureContent {
  readonly root: HTMLElement
  focus(): void
}

export interface SendDisclosure {
  readonly root: HTMLElement
  isOpen(): boolean
  /** Sets whether the button is the main one of the panel. It is not while an answer waits. */
  setMain(isMain: boolean): void
  setContent(content: DisclosureContent): void
  /** Closes the section. If it has the focus, the button gets it. */
  close(): void
}

export const createSendDisclosure = (label: string): SendDisclosure => {
  let content: DisclosureContent | undefined
  const region = element('div', { class: 'send-content', id: 'send-content', hidden: true })
  const isOpen = () => !region.hidden
  const setOpen = (open: boolean) => {
    toggle.setAttribute('aria-expanded', String(open))
    region.hidden = !open
  }
  const close = () => {
    const hadFocus = holdsFocus(region)
    setOpen(false)
    if (hadFocus) toggle.focus()
  }
  const toggle = button(
    label,
    () => {
      setOpen(!isOpen())
      if (isOpen()) content?.focus()
    },
    { class: 'main toggle', 'aria-expanded': 'false', 'aria-controls': 'send-content' },
  )
  const root = element('div', { class: 'send' }, toggle, region)
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return
    // The first Escape in a search field with text empties it.
    if (event.target instanceof HTMLInputElement && event.target.type === 'search' && event.target.value !== '') return
    event.preventDefault()
    close()
    toggle.focus()
  })
  return {
    root,
    isOpen,
    setMain: (isMain) => void toggle.classList.toggle('main', isMain),
    setContent(newContent) {
      const hadFocus = holdsFocus(region)
      content = newContent
      region.replaceChildren(newContent.root)
      if (hadFocus || (isOpen() && holdsFocus(root))) newContent.focus()
    },
    close,
  }
}
