import type { PageName } from '../../../contracts/pages.ts'

/**
 * One page to build: the folder `widgets/<name>/` with `<name>.html`, which names `page.ts`, `style.css` and `../shared/icon.svg`
 * and nothing else, and those two. What `page.ts` imports by need, `await import('./messages/de.ts')`, becomes a file of its own that
 * the browser checks against its hash; what it imports at its top is in its one script.
 */
export interface PageToBuild {
  readonly name: PageName
  /** Why its script is there, for the inventory (PCI DSS 6.4.3). */
  readonly purpose: string
}

/** Every page of the service. A folder that is not here is not built. */
export const pageList: readonly PageToBuild[] = [
  {
    name: 'visitor',
    purpose: 'Shows the form, checks the answers, seals what is off the record in the browser and sends them.',
  },
  {
    name: 'agent',
    purpose:
      'Sends forms, shows how far they are, opens what is sealed to this tab and shows the answers to the sender.',
  },
  {
    name: 'admin',
    purpose: 'Lets an administrator change the site, its people and templates, read the audit log and erase.',
  },
]
