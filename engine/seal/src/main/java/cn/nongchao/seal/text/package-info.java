/**
 * Bytes as text and back: base45, base64url, the short id a person types, and bounded inflation.
 */
@NullMarked
package cn.nongchao.seal.text;

import org.jspecify.annotations.NullMarked;
