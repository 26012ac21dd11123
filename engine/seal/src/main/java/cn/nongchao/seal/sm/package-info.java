/** Chinese national algorithms: the SM2 signature (GB/T 32918) over SM3 (GB/T 32905). */
@NullMarked
package cn.nongchao.seal.sm;

import org.jspecify.annotations.NullMarked;
