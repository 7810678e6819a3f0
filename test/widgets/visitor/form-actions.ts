/** The visitor's steps through a form, whatever its language: fields by their questions, buttons by the page's words. */
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'

export type FormContainer = Page | Frame | FrameLocator

export const field = (place: FormContainer, id: string): Locator => place.locator(`#question-${id}`)

export const typeCard = async (place: FormContainer): Promise<void> => {
  await field(place, 'cardholder-name').fill('Ada Lovelace')
  await field(place, 'card-number').fill('4111 1111 1111 1111')
  await field(place, 'card-expiry').fill('0539')
  await field(place, 'card-verification-code').fill('737')
}

export const typedCard = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111111111111111',
  'card-expiry': '05/39',
  'card-verification-code': '737',
} as const

/** The buttons of a language, found as a person finds them: by their names. */
export const buttonsIn = async (locale: string) => {
  const { fillIn, review, moreTime, declineDialog, unreachable } = await loadVisitorMessages([locale])
  const named = (name: string) => (place: FormContainer) => place.getByRole('button', { name, exact: true })
  return {
    review: named(fillIn.review),
    decline: named(fillIn.decline),
    reallyDecline: named(declineDialog.yes),
    back: named(review.back),
    moreTime: named(moreTime.yes),
    again: named(unreachable.again),
    /** What a template calls it is up to the template. */
    send: (place: FormContainer) => place.locator('main .buttons .main'),
  }
}

export const headingIn = (place: FormContainer, name: string | RegExp): Locator =>
  place.getByRole('heading', { level: 1, name })
