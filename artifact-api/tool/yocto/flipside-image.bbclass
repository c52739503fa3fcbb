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

# State scripts: paths of files, or of directories of nothing else, separated by blanks.
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

# What stands between IMAGE_NAME and the type in an image's name: nothing since 4.3, where IMAGE_NAME has it at its end.
# OE-core's own commands tell which of the two it is.
FLIPSIDE_IMAGE_SUFFIX = "${@d.getVar('IMAGE_NAME_SUFFIX') if 'IMAGE_NAME_SUFFIX' in (d.getVar('CONVERSION_CMD:gz', False) or '') else ''}"

IMAGE_TYPES += "mender"
IMAGE_TYPEDEP:mender = "${FLIPSIDE_IMAGE_FSTYPE}"
do_image_mender[file-checksums] += "${@' '.join(path + ':True' for path in d.getVar('FLIPSIDE_STATE_SCRIPTS').split())}"
IMAGE_CMD:mender() {
    # By its link: IMAGE_NAME has the time of this build, and the image may be of an earlier one. It is also the name
    # inside the artifact, which does not depend on the time in this way.
    image="${IMAGE_LINK_NAME}"
    if [ -z "$image" ]; then
        image="${IMAGE_NAME}${FLIPSIDE_IMAGE_SUFFIX}"
    fi
    set -- --compression "${FLIPSIDE_COMPRESSION}" write rootfs-image --no-progress \
        --artifact-name "${FLIPSIDE_ARTIFACT_NAME}" \
        --file "${IMGDEPLOYDIR}/$image.${FLIPSIDE_IMAGE_FSTYPE}" \
        --output-path "${IMGDEPLOYDIR}/${IMAGE_NAME}${FLIPSIDE_IMAGE_SUFFIX}.mender"
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
