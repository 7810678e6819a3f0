/** The actions of an administrator on the administration page. They use only the keyboard. */
import { button, type Name, type Page } from './page.ts'

const headings: Readonly<Record<string, string>> = {
  live: 'Live',
  history: 'History',
  templates: 'Forms',
  people: 'People and roles',
  branding: 'Branding and embedding',
  limits: 'Limits and security',
  events: 'Security events',
  erasure: 'Erasure',
}

export type Administrator = ReturnType<typeof administratorOn>

export const administratorOn = (page: Page) => {
  const press = (name: Name) => page.find(button(name)).press('Enter')
  const heading = (name: Name) => page.find({ role: 'heading', name })
  const waitForHeading = (name: Name) => heading(name).waitUntil('visible')
  const waitForText = (text: string) => page.find({ text }).waitUntil('visible')
  const field = (label: Name) => page.find({ label })
  const waitForSection = (section: string) =>
    section.startsWith('templates/')
      ? page.find({ css: '.editor .preview h3' }).waitUntil('visible')
      : waitForHeading(headings[section] ?? new RegExp(section))

  return {
    page,
    press,
    field,
    heading,
    waitForHeading,
    waitForText,
    fill: (label: Name, text: string) => field(label).fill(text),
    /** Checks or unchecks a checkbox. */
    toggle: (name: string) => page.find({ role: 'checkbox', name }).press('Space'),
    checkbox: (name: string) => page.find({ role: 'checkbox', name }),
    followLink: (name: Name) => page.find({ role: 'link', name }).press('Enter'),
    /** Answers the page's confirmation dialog. */
    answer: (name: Name) => page.find({ css: 'dialog[open]' }).find(button(name)).press('Enter'),
    save: () => press('Save'),
    async saveSuccessfully() {
      await press('Save')
      await page.find({ css: '.toast span' }).withText('Saved.').waitUntil('visible')
    },
    /** Selects a role for a person and saves it. */
    async setRole(subject: string, role: string) {
      await field(`Role of ${subject}`).choose(role)
      await press(`Save the role of ${subject}`)
    },
    /** Opens or closes a collapsed part of the form editor. */
    openPart: (heading: string) => page.find({ css: 'summary' }).having('h2', heading).press('Enter'),
    /** Signs in on the issuer's page. */
    async signIn(siteId: string, profile = 'administrator') {
      await press('Sign in')
      await page.find({ label: 'Site' }).fill(siteId)
      await page.find({ label: 'Profile' }).fill(profile)
      await press('Sign in')
    },
    signOut: () => press('Sign out'),
    waitForSection,
    /** Opens a section of the administration page by its URL fragment. */
    async openSection(section: string) {
      await page.evaluate(`location.hash = ${JSON.stringify(section)}`)
      await waitForSection(section)
    },
  }
}
