/** Saves a text as a file. */
import { element } from '../shared/dom.ts'

export const download = (fileName: string, text: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = element('a', { href: address, download: fileName })
  link.click()
  URL.revokeObjectURL(address)
}
