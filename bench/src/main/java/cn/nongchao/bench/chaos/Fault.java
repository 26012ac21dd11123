package cn.nongchao.bench.chaos;

/** What happens to a running server. */
enum Fault {
  APP_KILLED("application killed"),
  DATABASE_KILLED("database killed"),
  BOTH_KILLED("both killed"),
  TERMINATED("told to end"),
  DISK_SHORT("disk nearly full"),
  DISK_FULL("disk full at once"),
  CLOCK_BACK("clock back 30 min"),
  CLOCK_FORWARD("clock on 30 min"),
  TWO_SERVERS("two servers"),
  UPLOAD_CUT("upload cut off");

  final String words;

  Fault(String words) {
    this.words = words;
  }

  boolean needsOwnDisk() {
    return this == DISK_SHORT || this == DISK_FULL;
  }
}
