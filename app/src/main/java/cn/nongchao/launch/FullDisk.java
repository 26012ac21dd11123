package cn.nongchao.launch;

import java.util.List;
import java.util.Locale;

/** Whether what the operating system or PostgreSQL said of a failure is that the disk is full. */
public final class FullDisk {

  // The C library of a system in Chinese says it in Chinese, and Java repeats it.
  private static final List<String> WORDS =
      List.of("no space left", "quota exceeded", "设备上没有空间", "超出磁盘限额", "超过磁盘限额");

  private FullDisk() {}

  public static boolean isMeantBy(String said) {
    String low = said.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(low::contains);
  }
}
