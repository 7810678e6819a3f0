/** The navigation of the page: one line of links, or in a narrow window a *Menu* button that shows them. */
import { button, element } from '../../shared/dom.ts'
import { messages } from '../messages/current.ts'
import { type ViewEntry, type ViewName, viewTitle } from './views.ts'

export interface Navigation {
  readonly nodes: readonly HTMLElement[]
  /** Marks the link of this view as the current one, and closes the menu. */
  setCurrent(name: ViewName): void
}

export const createNavigation = (views: readonly ViewEntry[]): Navigation => {
  const links = new Map(views.map(({ name }) => [name, element('a', { href: `#${name}` }, viewTitle(name))]))
  const nav = element('nav', { id: 'views', 'aria-label': messages.navigation }, ...links.values())
  const setOpen = (isOpen: boolean) => {
    nav.classList.toggle('open', isOpen)
    menu.setAttribute('aria-expanded', String(isOpen))
  }
  const menu = button(messages.menu, () => setOpen(menu.getAttribute('aria-expanded') === 'false'), {
    class: 'compact menu',
    'aria-controls': 'views',
    'aria-expanded': 'false',
  })
  nav.addEventListener('click', () => setOpen(false))
  for (const part of [menu, nav]) {
    part.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || menu.getAttribute('aria-expanded') === 'false') return
      setOpen(false)
      menu.focus()
    })
  }
  return {
    nodes: [menu, nav],
    setCurrent(current) {
      setOpen(false)
      for (const [name, link] of links) {
        if (name === current) link.setAttribute('aria-current', 'page')
        else link.removeAttribute('aria-current')
      }
      links.get(current)?.scrollIntoView({ block: 'nearest', inline: 'center' })
    },
  }
}
