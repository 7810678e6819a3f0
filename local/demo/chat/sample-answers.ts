/** A test card for the demo. A press on one of its values copies the value. */
import { button, element } from '../../../widgets/shared/dom.ts'

const copiedMilliseconds = 2_000

/** Returns the month and the year of an expiry date that has not passed. */
const futureExpiry = (now = new Date()): string => `12/${String((now.getFullYear() + 3) % 100).padStart(2, '0')}`

const sampleAnswer = (label: string, value: string): HTMLElement => {
  const text = element('span', {}, value)
  const copy = button(
    '',
    async () => {
      try {
        await navigator.clipboard.writeText(value)
      } catch {
        // The browser refuses the clipboard. The value is visible, so a person can type it.
        return
      }
      text.textContent = 'Copied'
      setTimeout(() => {
        text.textContent = value
      }, copiedMilliseconds)
    },
    { 'aria-label': `Copy ${label.toLowerCase()} ${value}`, title: 'Copy' },
  )
  copy.append(text)
  return element('li', {}, `${label} `, copy)
}

export const sampleAnswers = (): HTMLElement =>
  element(
    'ul',
    { class: 'sample', 'aria-label': 'Sample answers' },
    sampleAnswer('Card number', '4111 1111 1111 1111'),
    sampleAnswer('Expiry date', futureExpiry()),
    sampleAnswer('Security code', '737'),
  )
