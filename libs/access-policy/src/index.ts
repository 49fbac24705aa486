export { ROLES, SENSES, type Role, type Sense } from './roles.js';
export { ABILITIES, may, maySign, sensesOf, type Ability, type Standing } from './abilities.js';
export { ACT_ABILITIES, grantableRoles } from './grants.js';
export { accessTable } from './access-table.js';
