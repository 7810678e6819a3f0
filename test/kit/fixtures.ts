/** Vitest fixtures for the tests of the pages. All tests in a file share one stage. No window is open when a test begins. */
import { test as base } from 'vitest'
import { virtualClock } from '../../local/memory/clock.ts'
import { enterAdministration, openAdministration } from './browser/administration.ts'
import { type DeskOptions, openDesk } from './browser/agent-desk.ts'
import { type BrandSite, type StageOptions, startStage } from './browser/stage.ts'
import { openVisit, type VisitOptions } from './browser/visitor-window.ts'
import { everyType } from './pages/every-type.ts'
import { type FormToSend, sendSealedForm } from './pages/sent-form.ts'

/** Provides `stage`: the browser, the service and the brand's server. */
export const stageTest = (options: StageOptions = {}) =>
  base
    .extend('stageOptions', { scope: 'file' }, () => options)
    .extend('stage', { scope: 'file' }, async ({ stageOptions }, { onCleanup }) => {
      const stage = await startStage(stageOptions)
      onCleanup(() => stage.close())
      return stage
    })
    .extend('closeWindows', { auto: true }, async ({ stage }, { onCleanup }) => {
      onCleanup(() => stage.closeWindows())
      return stage.closeWindows
    })

const putTemplate = async (
  site: BrandSite,
  { templateId, ...body }: { readonly templateId: string; readonly [field: string]: unknown },
) => {
  // Sign the administrator in again, because the earlier sign-in may have reached the idle timeout.
  const { accessToken: token } = await site.signIn('administrator', 'ada')
  const { status } = await site.request('PUT', `/v1/templates/${templateId}`, { token, body })
  if (status !== 200) throw new Error(`the template ${templateId} was refused: ${status}`)
}

/** Provides `send`, which sends a form, and `visit`, which opens a visitor's window. All tests in a file use one site. */
export const visitorTest = stageTest()
  .extend('site', { scope: 'file' }, async ({ stage }) => {
    const site = await stage.newBrandSite({ embeddingOrigins: [stage.brand.listedOrigin, 'https://brand.example'] })
    await putTemplate(site, everyType)
    return site
  })
  .extend(
    'putTemplate',
    ({ site }) =>
      (template: Parameters<typeof putTemplate>[1]) =>
        putTemplate(site, template),
  )
  .extend(
    'send',
    ({ site }) =>
      (templateId?: string, form?: FormToSend) =>
        sendSealedForm(site, templateId, form),
  )
  .extend(
    'visit',
    ({ stage }) =>
      (options?: VisitOptions) =>
        openVisit(stage, options),
  )

/** Provides `openDesk`, which opens an agent's desktop at a new site. */
export const agentTest = (options: StageOptions = {}) =>
  stageTest({ clock: virtualClock(Date.now()), ...options })
    .extend(
      'openDesk',
      ({ stage }) =>
        (desk?: DeskOptions) =>
          openDesk(stage, desk),
    )
    /** Provides `atDesk`, which opens an agent's desktop at a new site and waits until the agent can send a form. */
    .extend('atDesk', ({ stage }) => async (options?: DeskOptions) => {
      const desk = await openDesk(stage, options)
      await desk.agent.waitUntilReady()
      return desk
    })

/**
 * Provides `enter` and `openPage`. `enter` opens the administration page as a signed-in administrator of a new site. `openPage`
 * opens the page without signing in.
 */
export const administratorTest = stageTest()
  .extend(
    'enter',
    ({ stage }) =>
      (options?: Parameters<typeof enterAdministration>[1]) =>
        enterAdministration(stage, options),
  )
  .extend(
    'openPage',
    ({ stage }) =>
      (options?: Parameters<typeof openAdministration>[1]) =>
        openAdministration(stage, options),
  )
