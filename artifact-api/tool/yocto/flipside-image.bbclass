# Adds the image type "mender": the update artifact of the root filesystem image, written by flipside-artifact.
# Use: IMAGE_CLASSES += "flipside-image" and IMAGE_FSTYPES += "mender" (see README.md beside this file).
#
# Copyright (c) Flipside contributors.
# SPDX-License-Identifier: Apache-2.0

# The program: a path, or a name among the HOSTTOOLS.
FLIPSIDE_TOOL ?= "flipside-artifact"

# The filesystem image that goes into the artifact.
FLIPSIDE_IMAGE_FSTYPE ?= "ext4"

# Name of the release. Each build that devices shall tell apart needs another one; blanks are not allowed.
FLIPSIDE_ARTIFACT_NAME ?= "${IMAGE_BASENAME}-${DISTRO_VERSION}"

# Device types that the image fits, separated by blanks.
FLIPSIDE_DEVICE_TYPES ?= "${MACHINE}"

# none, gzip, lzma or zstd. Mender clients before 4.0 read no zstd.
FLIPSIDE_COMPRESSION ?= "gzip"

# Private key that signs: a PEM file, or a PKCS#11 URI. Empty: the artifact is not signed.
FLIPSIDE_SIGNING_KEY ?= ""

# State scripts, paths separated by blanks.
FLIPSIDE_STATE_SCRIPTS ?= ""

# More options of "write rootfs-image", for example "--depends rootfs-image.version:1.0".
FLIPSIDE_ARTIFACT_ARGS ?= ""

# From this file the device learns which release its root filesystem is. Mender's client wants /etc/mender/artifact_info.
FLIPSIDE_ARTIFACT_INFO ?= "${sysconfdir}/flipside/artifact_info"

ROOTFS_POSTPROCESS_COMMAND += "flipside_artifact_info; "
flipside_artifact_info[vardeps] += "FLIPSIDE_ARTIFACT_NAME FLIPSIDE_ARTIFACT_INFO"
flipside_artifact_info() {
    install -d "${IMAGE_ROOTFS}$(dirname "${FLIPSIDE_ARTIFACT_INFO}")"
    echo "artifact_name=${FLIPSIDE_ARTIFACT_NAME}" > "${IMAGE_ROOTFS}${FLIPSIDE_ARTIFACT_INFO}"
}

IMAGE_TYPES += "mender"
IMAGE_TYPEDEP:mender = "${FLIPSIDE_IMAGE_FSTYPE}"
IMAGE_CMD:mender() {
    set -- --compression "${FLIPSIDE_COMPRESSION}" write rootfs-image --no-progress \
        --artifact-name "${FLIPSIDE_ARTIFACT_NAME}" \
        --file "${IMGDEPLOYDIR}/${IMAGE_NAME}${IMAGE_NAME_SUFFIX}.${FLIPSIDE_IMAGE_FSTYPE}" \
        --output-path "${IMGDEPLOYDIR}/${IMAGE_NAME}${IMAGE_NAME_SUFFIX}.mender"
    for device_type in ${FLIPSIDE_DEVICE_TYPES}; do
        set -- "$@" --device-type "$device_type"
    done
    for script in ${FLIPSIDE_STATE_SCRIPTS}; do
        set -- "$@" --script "$script"
    done
    case "${FLIPSIDE_SIGNING_KEY}" in
        "") ;;
        pkcs11:*) set -- "$@" --key-pkcs11 "${FLIPSIDE_SIGNING_KEY}" ;;
        *) set -- "$@" --key "${FLIPSIDE_SIGNING_KEY}" ;;
    esac
    ${FLIPSIDE_TOOL} "$@" ${FLIPSIDE_ARTIFACT_ARGS}
}
