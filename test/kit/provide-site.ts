import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Service } from './service.ts'
import { newSite, type Site } from './site.ts'

interface Provided<Started extends Service> {
  readonly service: Started
  readonly site: Site
}

/** Starts one service for all tests in a file, and provides it with a new site before each test. */
export const provideSite = <Started extends Service>(
  start: () => Promise<Started>,
  use: (provided: Provided<Started>) => void | Promise<void>,
): void => {
  let service: Started
  beforeAll(async () => {
    service = await start()
  })
  beforeEach(async () => use({ service, site: await newSite(service) }))
  afterAll(() => service.close())
}
