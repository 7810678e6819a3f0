import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** Where a source is, by its path from the top of the project. */
export const sourcePath = (name: string): string => resolve(root, name)
