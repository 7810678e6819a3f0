/** Visits in which time passes: the page's clock and the service's are moved together, so that hours take no time. */
import type { Page } from 'playwright-core'
import { buttonsIn } from './form-actions.ts'
import type { FormForVisitor, VisitorEnvironment } from './visitor-environment.ts'

export const minutes = 60_000
export const hours = 60 * minutes

const english = await buttonsIn('en')

/** Of an English form. `wrongBy`: how far the browser's own clock is from the service's. */
export const openWithClock = async (stage: VisitorEnvironment, form: FormForVisitor, wrongBy = 0) => {
  const visit = await stage.visit()
  await visit.page.clock.install({ time: stage.target.clock.now() + wrongBy })
  await visit.page.goto(form.link)
  await english.review(visit.page).waitFor()
  return visit
}

export const advanceTime = async (stage: VisitorEnvironment, page: Page, milliseconds: number): Promise<void> => {
  stage.target.clock.advance(milliseconds)
  await page.clock.fastForward(milliseconds)
}

/** An agent who goes on working is signed in still. */
export const staySignedIn = ({ scene }: FormForVisitor) => scene.post('/v1/session/stay', {}, scene.agent)
