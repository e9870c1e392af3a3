import { afterEach } from 'vitest'
import { closeLocalDatabases } from './local'

afterEach(closeLocalDatabases)
