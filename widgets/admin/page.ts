/** The administration page: a page of its own, in no frame. Tokens and what is typed are in its memory alone. */
import type { SignInSettings } from '../../contracts/sign-in-settings.ts'
import { askInDialog } from '../shared/dialog.ts'
import { button, element, find } from '../shared/dom.ts'
import { words } from './messages/en.ts'
import { peopleView } from './people/people-view.ts'
import { auditView } from './records/audit-view.ts'
import { erasureView } from './records/erasure-view.ts'
import { type Service, serviceOf } from './service.ts'
import { watchIdleness } from './sign-in/idle-timeout.ts'
import { leaveSignedOut, leaveToSignIn, readSettings, returnFromSignIn, type Session } from './sign-in/sign-in.ts'
import { profilesView } from './site/profiles-view.ts'
import { siteView } from './site/site-view.ts'
import { templatesView } from './templates/templates-view.ts'
import type { Desk, View } from './view.ts'

const views: Readonly<Record<string, { readonly nav: string; readonly view: View }>> = {
  site: { nav: words.site.nav, view: siteView },
  profiles: { nav: words.profiles.nav, view: profilesView },
  people: { nav: words.people.nav, view: peopleView },
  templates: { nav: words.templates.nav, view: templatesView },
  audit: { nav: words.audit.nav, view: auditView },
  erasure: { nav: words.erasure.nav, view: erasureView },
}

const place = find('admin')

const showAlone = (sentence: string, press?: HTMLElement): void => {
  document.title = `${words.signIn.heading} – ${words.brand}`
  const heading = element('h1', { tabindex: -1 }, words.signIn.heading)
  place.replaceChildren(element('main', { class: 'alone' }, heading, element('p', { role: 'status' }, sentence), press))
}

const showSignIn = (settings: SignInSettings, sentence: string): void =>
  showAlone(
    sentence,
    button(words.signIn.press, () => void leaveToSignIn(settings), { class: 'main' }),
  )

const run = (settings: SignInSettings, session: Session): void => {
  let isUnsaved = false
  let shown = ''
  const left = new AbortController()
  const { signal } = left
  const status = element('p', { class: 'toast', role: 'status' })
  const main = element('main', { id: 'content', tabindex: -1 })
  const links = Object.entries(views).map(([name, { nav }]) => element('a', { href: `#${name}` }, nav))
  const leave = async (): Promise<void> => {
    if (signal.aborted) return
    left.abort()
    showAlone(words.signIn.leaving)
    await session.end()
    if (!leaveSignedOut(settings)) showSignIn(settings, words.signIn.over)
  }
  const service: Service = serviceOf(session, { signedOut: () => void leave(), acted: () => idleness.acted() })
  const idleness = watchIdleness({ service, main, idled: () => void leave(), signal })
  const desk: Desk = {
    service,
    say(text) {
      status.textContent = text
    },
    unsaved(is) {
      isUnsaved = is
    },
    async mayLose() {
      if (isUnsaved && !(await askInDialog({ ...words.unsaved, focus: 'no' }))) return false
      isUnsaved = false
      return true
    },
    go(address) {
      location.hash = address
    },
  }

  const show = async (): Promise<void> => {
    const address = location.hash.slice(1) || 'site'
    if (address === shown) return
    if (!(await desk.mayLose())) {
      history.replaceState(null, '', `#${shown}`)
      return
    }
    shown = address
    const [name = '', ...rest] = address.split('/').map(decodeURIComponent)
    const { nav, view } = views[name] ?? { nav: words.site.nav, view: siteView }
    for (const link of links) {
      if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    document.title = `${nav} – ${words.title} – ${words.brand}`
    desk.say('')
    main.replaceChildren(element('p', { class: 'quiet' }, words.loading))
    const nodes = await view(desk, rest)
    // Another part was asked for meanwhile.
    if (shown !== address || signal.aborted) return
    main.replaceChildren(...nodes)
    const heading = main.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus()
  }

  window.addEventListener('hashchange', () => void show(), { signal })
  window.addEventListener(
    'beforeunload',
    (event) => {
      if (isUnsaved) event.preventDefault()
    },
    { signal },
  )
  const skip = element('a', { class: 'skip', href: '#content' }, words.skip)
  skip.addEventListener('click', (event) => {
    event.preventDefault()
    main.focus()
  })
  place.replaceChildren(
    skip,
    element(
      'header',
      { class: 'masthead' },
      element('p', { class: 'mark' }, words.brand),
      element('nav', { 'aria-label': words.navigation }, ...links),
      button(words.signIn.signOut, () => void service.signOut(), { class: 'compact' }),
    ),
    idleness.warning,
    main,
    status,
  )
  void show()
}

// A page that the browser kept for *back* has a token in it that may have ended since.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()
})

const settings = readSettings()
if (settings === undefined) showAlone(words.signIn.unknown)
else {
  const returned = await returnFromSignIn(settings)
  const sentences = { failed: words.signIn.failed, 'signed-out': words.signIn.over, 'not-yet': words.signIn.text }
  if (returned.came === 'signed-in') run(settings, returned.session)
  else showSignIn(settings, sentences[returned.came])
}
