/** An administrator whose tab was opened before another administrator of the same site changes something. */
import type { Call } from '../../../contracts/client.ts'
import type { protocol } from '../../../contracts/protocol.ts'
import { type Administration, enterAdministration } from '../../kit/browser/administration.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { type Administrator, administratorOn } from '../../kit/pages/administrator.ts'

type Section = 'branding' | 'limits' | 'people'

export interface TwoAdministrators {
  readonly desk: Administration
  /** Shows the section as it was before the other one's changes. */
  readonly stale: Administrator
  readonly other: Administrator
  /** The settings as the service has them. */
  site(): Promise<{ readonly profiles: Readonly<Record<string, readonly string[]>> }>
}

export const openTwoAdministrators = async (
  stage: Stage,
  section: Section,
  settings: Call<(typeof protocol)['patch-site']>['body'] = {},
): Promise<TwoAdministrators> => {
  const desk = await enterAdministration(stage)
  await desk.colleague.reply('patch-site', { body: settings })
  const other = administratorOn(playwrightPage(await desk.context.newPage()))
  await other.page.open(`${stage.service.origin}/admin`)
  await other.signIn(desk.site.siteId)
  await other.waitForSection('templates')
  // Each section reads what it shows when it is opened.
  for (const each of [desk.administrator, other]) {
    await each.openSection(section === 'people' ? 'branding' : 'people')
    await each.openSection(section)
  }
  return { desk, stale: desk.administrator, other, site: () => desk.colleague.reply('get-site') }
}
