/**
 * Shows the site's name at the top of every screen. If the link is opened outside the chat, only this name identifies the brand.
 */
import type { Theme } from '../../contracts/theme.ts'
import { element } from '../shared/dom.ts'
import { bidiIsolate, directionOf } from './messages/direction.ts'
import type { LocalisedMessages } from './messages/messages.ts'
import { logoOf } from './theme.ts'

const lock = (): SVGElement => {
  const svgElement = (name: string, attributes: Readonly<Record<string, string>>): SVGElement => {
    const created = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [attribute, value] of Object.entries(attributes)) created.setAttribute(attribute, value)
    return created
  }
  const icon = svgElement('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' })
  icon.append(
    svgElement('path', { d: 'M5 8V5a3 3 0 0 1 6 0v3', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.75' }),
    svgElement('rect', { x: '2.5', y: '7', width: '11', height: '8', rx: '2', fill: 'currentColor' }),
  )
  return icon
}

export const masthead = (messages: LocalisedMessages, siteName: string, theme: Theme = {}): HTMLElement => {
  const [before = '', ...after] = messages.from(bidiIsolate(siteName, messages.locale)).split(siteName)
  return element(
    'div',
    { class: 'masthead', lang: messages.locale, dir: directionOf(messages.locale) },
    logoOf(theme),
    element('p', {}, lock(), element('span', {}, before, element('b', {}, siteName), after.join(siteName))),
  )
}
