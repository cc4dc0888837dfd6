/** The longest that anything of a proxy may last: a week. A probe counts its seconds in 32 bits. */
export const longestSeconds = 604_800;
