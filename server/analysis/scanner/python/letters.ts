/** What Unicode says of a character beyond ASCII, which the host knows: 1 for a letter, 2 for a number, 0 for another. */
export declare function categoryOf(codePoint: i32): i32;
