/** The content of a folder of an archive: objects and folders by their full names, in alphabetical order. */
export interface ArchiveFolder {
  readonly folders: readonly string[]
  readonly objects: readonly StoredObject[]
}

export interface StoredObject {
  readonly name: string
  /**
   * The time at which the object was stored, in milliseconds by the archive's own clock. Some archives keep only whole
   * seconds.
   */
  readonly storedAt: number
}

/**
 * Storage whose objects cannot be changed during their retention: the locked bucket of a deployment, or a folder of a
 * local run.
 */
export interface Archive {
  /** Stores a text under a new name. Returns false if the name exists. Throws `export-failed`. */
  putOnce(name: string, text: string): Promise<boolean>
  /** Returns the text stored under a name, if any. Throws `export-failed`. */
  read(name: string): Promise<string | undefined>
  /** Lists a folder. The name of a folder ends with a slash. Throws `export-failed`. */
  list(folder: string): Promise<ArchiveFolder>
}
