import type { PageName } from '../../../contracts/pages.ts'

/**
 * One page to build: the folder `widgets/<name>/` with `<name>.html`, which refers only to `page.ts`, `style.css`,
 * `../shared/icon.svg` and, if the page has them, `first-script.ts` and `bootstrap.ts`. A dynamic import in `page.ts`, such as `await import('./messages/de.ts')`, becomes a separate
 * file that the browser checks against its hash; static imports are part of the one script.
 */
export interface PageToBuild {
  readonly name: PageName
  /** The purpose of its script, for the inventory (PCI DSS 6.4.3). */
  readonly purpose: string
  /**
   * The purpose of its `first-script.ts`, which runs before `page.ts`, also in browsers that cannot run `page.ts`. Absent if the
   * page has no such script.
   */
  readonly firstScriptPurpose?: string
  /**
   * The purpose of its `bootstrap.ts`, which runs before `page.ts` and which `page.ts` imports. The browser loads both at the same
   * time, and runs this small part while it loads the rest. Absent if the page is one script.
   */
  readonly bootstrapPurpose?: string
}

/** Every page of the service. Folders that are not listed are not built. */
export const pageList: readonly PageToBuild[] = [
  {
    name: 'visitor',
    purpose: 'Shows the form, checks the answers, seals what is off the record in the browser and sends them.',
    firstScriptPurpose: 'Says why the page cannot show the form, in a browser that cannot run the page’s script.',
    bootstrapPurpose: 'Shows whose form it is, and opens the form when a person wants to see it.',
  },
  {
    name: 'agent',
    purpose:
      'Sends forms, shows their progress, opens what is sealed for this tab and shows the answers to the sender.',
  },
  {
    name: 'admin',
    purpose: 'Lets an administrator change the site, its people and templates, read the audit log and erase.',
  },
]
