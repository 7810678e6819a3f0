/** Vitest fixtures for the tests of the pages. A file shares a stage, and each test begins without windows. */
import { test as base } from 'vitest'
import { virtualClock } from '../../local/memory/clock.ts'
import { enterAdministration, openAdministration } from './browser/administration.ts'
import { type DeskOptions, openDesk } from './browser/agent-desk.ts'
import { type BrandSite, type StageOptions, startStage } from './browser/stage.ts'
import { openVisit, type VisitOptions } from './browser/visitor-window.ts'
import { everyType } from './pages/every-type.ts'
import { type FormToSend, sendSealedForm } from './pages/sent-form.ts'

/** `stage`: the browser, the service and the brand's server. */
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
  // The sign-in of the site's administrator may have become idle.
  const { accessToken: token } = await site.signIn('administrator', 'ada')
  const { status } = await site.request('PUT', `/v1/templates/${templateId}`, { token, body })
  if (status !== 200) throw new Error(`the template ${templateId} was refused: ${status}`)
}

/** `send` sends a form and `visit` opens a visitor's window, at one site for the file. */
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

/** `openDesk` opens an agent's desktop at a site of its own. */
export const agentTest = (options: StageOptions = {}) =>
  stageTest({ clock: virtualClock(Date.now()), ...options })
    .extend(
      'openDesk',
      ({ stage }) =>
        (desk?: DeskOptions) =>
          openDesk(stage, desk),
    )
    /** The same, when the agent can send a form. */
    .extend('atDesk', ({ stage }) => async (options?: DeskOptions) => {
      const desk = await openDesk(stage, options)
      await desk.agent.waitUntilReady()
      return desk
    })

/** `enter` opens the administration page at a site of its own, signed in; `openPage` shows it to a person who is not. */
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
