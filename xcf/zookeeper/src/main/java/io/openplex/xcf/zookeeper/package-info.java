/** Groups, rights and structures of the XCF interfaces on ZooKeeper, and signalling over gRPC. */
@NullMarked
package io.openplex.xcf.zookeeper;

import org.jspecify.annotations.NullMarked;
