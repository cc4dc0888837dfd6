module.exports = {
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  moduleFileExtensions: ['ts', 'js'],
  transform: { '^.+\\.tsx?$': 'ts-jest' },
};
