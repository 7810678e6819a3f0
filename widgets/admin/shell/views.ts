/** The views of the page, each with the permission that it needs. */
import type { Permission } from '../../../contracts/permissions.ts'
import { historyView } from '../conversations/history-view.ts'
import { liveView } from '../conversations/live-view.ts'
import { messages } from '../messages/current.ts'
import { peopleView } from '../people/people-view.ts'
import { erasureView } from '../records/erasure-view.ts'
import { securityEventsView } from '../records/security-events-view.ts'
import { brandingView } from '../site/branding-view.ts'
import { limitsView } from '../site/limits-view.ts'
import { templatesView } from '../templates/templates-view.ts'
import type { View } from '../view.ts'

export interface ViewEntry {
  readonly name: ViewName
  readonly permission: Permission
  readonly view: View
}

export type ViewName = 'live' | 'history' | 'templates' | 'people' | 'branding' | 'limits' | 'events' | 'erasure'

const views: readonly ViewEntry[] = [
  { name: 'live', permission: 'form:observe', view: liveView },
  { name: 'history', permission: 'secure-form:view-history', view: historyView },
  { name: 'templates', permission: 'site:administer', view: templatesView },
  { name: 'people', permission: 'site:administer', view: peopleView },
  { name: 'branding', permission: 'site:administer', view: brandingView },
  { name: 'limits', permission: 'site:administer', view: limitsView },
  { name: 'events', permission: 'audit:read', view: securityEventsView },
  { name: 'erasure', permission: 'data:erase', view: erasureView },
]

/** Returns the views that a person with these permissions may use. */
export const viewsFor = (permissions: readonly Permission[]): readonly ViewEntry[] =>
  views.filter(({ permission }) => permissions.includes(permission))

export const viewTitle = (name: ViewName): string => messages.views[name]
